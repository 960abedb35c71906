using Microsoft.Extensions.Options;
using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.FunctionRuntimes;

/// <summary>Functions in a worker, without a network between.</summary>
public sealed class WorkerFunctionRuntimeTests : FunctionRuntimeContract
{
    private WorkerEnd? worker;
    private WorkerFunctions? runtime;

    private protected override Task<IFunctionRuntime> OpenAsync(Func<IActivationJournal, IFunctionRuntime> local, IActivationJournal journal, FunctionRuntimeOptions limits)
    {
        var functions = local(new ActivationJournal(Options.Create(limits)));
        worker = new WorkerEnd(functions);
        return Task.FromResult<IFunctionRuntime>(runtime = WorkerEnd.RuntimeOf(functions, journal, limits, worker.NewLink()));
    }

    protected override ValueTask CloseAsync()
    {
        runtime?.Dispose();
        worker?.Dispose();
        return ValueTask.CompletedTask;
    }
}
