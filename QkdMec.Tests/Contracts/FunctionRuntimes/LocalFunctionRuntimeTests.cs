using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Contracts.FunctionRuntimes;

/// <summary>Functions in the host's own process.</summary>
public sealed class LocalFunctionRuntimeTests : FunctionRuntimeContract
{
    private protected override Task<IFunctionRuntime> OpenAsync(Func<IActivationJournal, IFunctionRuntime> local, IActivationJournal journal, FunctionRuntimeOptions limits) =>
        Task.FromResult(local(journal));

    protected override ValueTask CloseAsync() => ValueTask.CompletedTask;
}
