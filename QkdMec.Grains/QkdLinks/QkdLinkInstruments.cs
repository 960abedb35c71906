using System.Diagnostics.Metrics;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdLinks;

/// <summary>What links make, by link and outcome.</summary>
public sealed class QkdLinkInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.QkdLinks";

    /// <summary>Blocks by how their making ended.</summary>
    public const string BlocksName = "qkdmec.link.blocks";

    /// <summary>Bytes of blocks that both ends hold.</summary>
    public const string BytesName = "qkdmec.link.bytes";

    /// <summary>The quantum bit error rate, at each tick.</summary>
    public const string ErrorRateName = "qkdmec.link.error_rate";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> blocks;
    private readonly Counter<long> bytes;
    private readonly Gauge<double> errorRate;

    /// <summary>Creates the instruments.</summary>
    public QkdLinkInstruments()
    {
        blocks = meter.CreateCounter<long>(BlocksName, "{block}", "Blocks of links by outcome");
        bytes = meter.CreateCounter<long>(BytesName, "By", "Bytes of blocks that both ends hold");
        errorRate = meter.CreateGauge<double>(ErrorRateName, "1", "Quantum bit error rate");
    }

    /// <summary>The making of a block ended.</summary>
    public void BlockEnded(LinkId link, SupplyStatus status, int blockBytes)
    {
        blocks.Add(1, Tag(link), new KeyValuePair<string, object?>("outcome", status.ToString()));
        if (status == SupplyStatus.Committed)
        {
            bytes.Add(blockBytes, Tag(link));
        }
    }

    /// <summary>The error rate was measured.</summary>
    public void ErrorRateSeen(LinkId link, double qber) => errorRate.Record(qber, Tag(link));

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(LinkId link) => new("link", link.ToGrainKey());
}
