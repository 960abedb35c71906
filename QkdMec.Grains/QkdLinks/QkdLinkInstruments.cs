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

    /// <summary>What a link makes, in bits a second, at each tick.</summary>
    public const string KeyRateName = "qkdmec.link.key_rate";

    /// <summary>1 while a link makes key, else 0, at each tick.</summary>
    public const string UpName = "qkdmec.link.up";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> blocks;
    private readonly Counter<long> bytes;
    private readonly Gauge<double> errorRate;
    private readonly Gauge<double> keyRate;
    private readonly Gauge<int> up;

    /// <summary>Creates the instruments.</summary>
    public QkdLinkInstruments()
    {
        blocks = meter.CreateCounter<long>(BlocksName, "{block}", "Blocks of links by outcome");
        bytes = meter.CreateCounter<long>(BytesName, "By", "Bytes of blocks that both ends hold");
        errorRate = meter.CreateGauge<double>(ErrorRateName, "1", "Quantum bit error rate");
        keyRate = meter.CreateGauge<double>(KeyRateName, "bit/s", "Secret key rate");
        up = meter.CreateGauge<int>(UpName, null, "Whether the link makes key");
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

    /// <summary>The link was measured.</summary>
    public void Seen(LinkId link, LinkCondition condition, LinkQuality quality)
    {
        ArgumentNullException.ThrowIfNull(quality);
        errorRate.Record(quality.Qber, Tag(link));
        keyRate.Record(quality.RateBitsPerSecond, Tag(link));
        up.Record(condition == LinkCondition.Up ? 1 : 0, Tag(link));
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static KeyValuePair<string, object?> Tag(LinkId link) => new("link", link.ToGrainKey());
}
