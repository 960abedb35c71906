using System.Diagnostics.Metrics;

namespace QkdMec.Silo.Hosting.Calls;

/// <summary>What clients of the cluster tried in vain.</summary>
internal sealed class ClusterCallInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Cluster";

    /// <summary>Refused calls by what was wrong.</summary>
    public const string RefusedName = "qkdmec.cluster.calls_refused";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> refused;

    /// <summary>Creates the instruments.</summary>
    public ClusterCallInstruments() => refused = meter.CreateCounter<long>(RefusedName, "{call}", "Calls of cluster clients that were refused");

    /// <summary>A call to a method that is no gateway's business was refused.</summary>
    public void MethodRefused() => Refused("method");

    /// <summary>A message that no gateway sends was refused, and its connection closed.</summary>
    public void MessageRefused() => Refused("message");

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private void Refused(string kind) => refused.Add(1, new KeyValuePair<string, object?>("kind", kind));
}
