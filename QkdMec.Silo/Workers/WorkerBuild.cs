using QkdMec.Functions.Workers;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Workers;

/// <summary>What of workers depends on whether the build has gRPC.</summary>
internal static partial class WorkerBuild
{
    /// <summary>What to say where it has not.</summary>
    public const string WhyNot = "this build has no gRPC: build with -p:Grpc=true";

    /// <summary>Whether this build has gRPC.</summary>
    public static bool HasGrpc
    {
        get
        {
            var has = false;
            TellGrpc(ref has);
            return has;
        }
    }

    /// <summary>The listener of a worker; it listens once it is started.</summary>
    /// <exception cref="StartupException">The build has no gRPC.</exception>
    public static WebApplication ListenerOf(WorkerParts parts)
    {
        WebApplication? listener = null;
        BuildGrpc(parts, ref listener);
        return listener ?? throw new StartupException($"worker: {WhyNot}");
    }

    /// <summary>A host's way to a worker; the caller owns it.</summary>
    /// <exception cref="StartupException">The build has no gRPC.</exception>
    public static IWorkerChannel ChannelTo(WorkerAddress worker)
    {
        IWorkerChannel? channel = null;
        OpenGrpc(worker, ref channel);
        return channel ?? throw new StartupException($"worker '{worker.Sae}': {WhyNot}");
    }

    // In a build without gRPC these are nothing: WorkerBuild.Grpc.cs is left out of it.
    static partial void TellGrpc(ref bool has);

    static partial void BuildGrpc(WorkerParts parts, ref WebApplication? listener);

    static partial void OpenGrpc(WorkerAddress worker, ref IWorkerChannel? channel);
}
