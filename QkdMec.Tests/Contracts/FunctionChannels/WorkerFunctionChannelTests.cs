using QkdMec.Client.Saes;
using QkdMec.Functions.Workers;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Functions;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.FunctionChannels;

/// <summary>The requests to a context over HTTP, whose function runs in a worker.</summary>
public sealed class WorkerFunctionChannelTests : FunctionChannelContract
{
    private EdgeConnection? edge;
    private WorkerEnd? worker;
    private WorkerFunctions? runtime;

    protected override GatewayOptions Listener => new() { Address = new Uri("http://127.0.0.1:0") };

    protected override IFunctionRuntime Before(IFunctionRuntime functions)
    {
        worker = new WorkerEnd(functions);
        return runtime = WorkerEnd.RuntimeOf(functions, worker.NewLink());
    }

    private protected override IHostChannel Open(IReadOnlyList<string> listeners, string referenceUri) =>
        new HostChannel(edge ??= new EdgeConnection(), referenceUri, Patient);

    protected override void Close()
    {
        edge?.Dispose();
        runtime?.Dispose();
        worker?.Dispose();
    }
}
