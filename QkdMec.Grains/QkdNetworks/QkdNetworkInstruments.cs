using System.Diagnostics.Metrics;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What the network refills and refuses.</summary>
public sealed class QkdNetworkInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.QkdNetworks";

    /// <summary>Relayed blocks by how their making ended.</summary>
    public const string BlocksName = "qkdmec.network.blocks";

    /// <summary>Hops of relayed blocks that both ends hold.</summary>
    public const string HopsName = "qkdmec.network.hops";

    /// <summary>Reservations that no route had room for.</summary>
    public const string RefusedName = "qkdmec.network.reservations_refused";

    /// <summary>Blocks of a pair of KMEs that took another route than the one before.</summary>
    public const string RouteChangesName = "qkdmec.network.route_changes";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> blocks;
    private readonly Counter<long> refused;
    private readonly Counter<long> routeChanges;
    private readonly Histogram<int> hops;

    /// <summary>Creates the instruments.</summary>
    public QkdNetworkInstruments()
    {
        blocks = meter.CreateCounter<long>(BlocksName, "{block}", "Relayed blocks by outcome");
        refused = meter.CreateCounter<long>(RefusedName, "{reservation}", "Reservations that no route had room for");
        routeChanges = meter.CreateCounter<long>(RouteChangesName, "{change}", "Relayed blocks that took another route than the one before");
        hops = meter.CreateHistogram<int>(HopsName, "{hop}", "Hops of relayed blocks that both ends hold");
    }

    /// <summary>The making of a relayed block ended.</summary>
    public void BlockEnded(SupplyStatus status, int hopCount)
    {
        blocks.Add(1, new KeyValuePair<string, object?>("outcome", status.ToString()));
        if (status == SupplyStatus.Committed)
        {
            hops.Record(hopCount);
        }
    }

    /// <summary>A block takes a route; one that is no change makes the counter known.</summary>
    public void RouteTaken(bool isChange) => routeChanges.Add(isChange ? 1 : 0);

    /// <summary>No route had the rate that was asked for.</summary>
    public void ReservationRefused() => refused.Add(1);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
