using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Wire.Workers.Grpc;

namespace QkdMec.Tests.Contracts.FunctionRuntimes.Grpc;

/// <summary>Functions in a worker, by gRPC with mutual TLS.</summary>
public sealed class GrpcWorkerRuntimeTests : FunctionRuntimeContract
{
    private readonly WorkerSystem system = new();
    private WorkerFunctions? runtime;

    private protected override async Task<IFunctionRuntime> OpenAsync(Func<IActivationJournal, IFunctionRuntime> local, IActivationJournal journal, FunctionRuntimeOptions limits)
    {
        var functions = local(new ActivationJournal(Options.Create(limits)));
        await system.StartAsync(functions);
        return runtime = WorkerEnd.RuntimeOf(functions, journal, limits, system.Link());
    }

    protected override async ValueTask CloseAsync()
    {
        runtime?.Dispose();
        await system.DisposeAsync();
    }
}
