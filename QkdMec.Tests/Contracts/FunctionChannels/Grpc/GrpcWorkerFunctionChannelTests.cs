using QkdMec.Client.Saes;
using QkdMec.Client.Saes.Grpc;
using QkdMec.Functions.Workers;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Functions;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Wire.Workers.Grpc;

namespace QkdMec.Tests.Contracts.FunctionChannels.Grpc;

/// <summary>The requests to a context by gRPC, whose function runs in a worker that is reached by gRPC with mutual TLS.</summary>
public sealed class GrpcWorkerFunctionChannelTests : FunctionChannelContract
{
    // The contract asks for it before this class has a constructor's turn.
    private WorkerSystem? system;
    private WorkerFunctions? runtime;
    private GrpcEdge? edge;

    protected override GatewayOptions Listener => new() { Address = new Uri("http://127.0.0.1:0"), PlainGrpcAddress = new Uri("http://127.0.0.1:0") };

    protected override IFunctionRuntime Before(IFunctionRuntime functions)
    {
        system = new WorkerSystem();
        system.StartAsync(functions).GetAwaiter().GetResult();
        return runtime = WorkerEnd.RuntimeOf(functions, system.Link());
    }

    private protected override IHostChannel Open(IReadOnlyList<string> listeners, string referenceUri) =>
        new GrpcHostChannel(edge ??= new GrpcEdge(new Uri(listeners[1])), referenceUri, Patient);

    protected override void Close()
    {
        edge?.Dispose();
        runtime?.Dispose();
        system?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
