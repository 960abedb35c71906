using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What pools hold and give, at the end that allocates.</summary>
public sealed class KeyPoolInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.KeyPools";

    /// <summary>What a KME may still draw towards another, after each lease and each sweep.</summary>
    public const string StockName = "qkdmec.pool.stock";

    /// <summary>Leases by how they ended.</summary>
    public const string LeasesName = "qkdmec.pool.leases";

    /// <summary>Bytes that were leased.</summary>
    public const string LeasedName = "qkdmec.pool.leased";

    private readonly Meter meter = new(MeterName);
    private readonly Gauge<long> stock;
    private readonly Counter<long> leases;
    private readonly Counter<long> leased;

    /// <summary>Creates the instruments.</summary>
    public KeyPoolInstruments()
    {
        stock = meter.CreateGauge<long>(StockName, "By", "Bytes that may be leased");
        leases = meter.CreateCounter<long>(LeasesName, "{lease}", "Leases by outcome");
        leased = meter.CreateCounter<long>(LeasedName, "By", "Bytes that were leased");
    }

    /// <summary>A request for a lease was answered.</summary>
    public void LeaseAnswered(PoolId pool, LeaseOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        leases.Add(1, Kme(pool), new KeyValuePair<string, object?>("outcome", outcome.Status.ToString()));
        if (outcome.Lease is { } lease)
        {
            leased.Add(lease.Length, Kme(pool), Peer(pool));
            StockSeen(pool, outcome.AvailableBytes);
        }
    }

    /// <summary>The stock was counted.</summary>
    public void StockSeen(PoolId pool, long bytes) => stock.Record(bytes, Kme(pool), Peer(pool));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Kme(PoolId pool) => new("kme", pool.Local.Value);

    private static KeyValuePair<string, object?> Peer(PoolId pool) => new("peer", pool.Remote.Value);
}
