using System.Text;

namespace QkdMec.Silo.Hosting;

/// <summary>Tells clients of the cluster from what runs in its silos, by the id of a caller.</summary>
internal static class ClientCalls
{
    // What runs in a silo without being a grain, such as a KME's listener, calls as the silo's own client; Orleans names it so.
    private static readonly byte[] HostedPrefix = Encoding.ASCII.GetBytes("hosted-");

    /// <summary>Whether a caller is outside all silos. One that names itself not at all is.</summary>
    public static bool AreFrom(GrainId? source) => source is not { } caller || (caller.IsClient() && !caller.Key.AsSpan().StartsWith(HostedPrefix));
}
