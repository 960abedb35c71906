using Microsoft.Extensions.Hosting;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>Makes the host read every model before it starts, so that a refused file stops it with the reason.</summary>
/// <param name="runtime">The runtime, whose making reads the models.</param>
internal sealed class FunctionStartCheck(IFunctionRuntime runtime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => runtime.Functions.Count > 0
        ? Task.CompletedTask
        : throw new InvalidOperationException("The function runtime has no function: register one before the host starts.");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
