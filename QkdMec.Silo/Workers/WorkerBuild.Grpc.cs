using QkdMec.Functions.Workers;
using QkdMec.Silo.Workers.Grpc;

namespace QkdMec.Silo.Workers;

/// <summary>What a build with gRPC adds.</summary>
internal static partial class WorkerBuild
{
    static partial void TellGrpc(ref bool has) => has = true;

    static partial void BuildGrpc(WorkerParts parts, ref WebApplication? listener) => listener = WorkerListener.Build(parts);

    static partial void OpenGrpc(WorkerAddress worker, ref IWorkerChannel? channel) => channel = new GrpcWorkerChannel(worker);
}
