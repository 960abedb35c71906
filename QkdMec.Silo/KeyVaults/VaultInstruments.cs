using System.Diagnostics.Metrics;

namespace QkdMec.Silo.KeyVaults;

/// <summary>How long the vaults of this process take to write.</summary>
/// <param name="site">The site.</param>
internal sealed class VaultInstruments(string site)
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.KeyVaults";

    /// <summary>Transactions that write, until they are on disk, by outcome.</summary>
    public const string WritesName = "qkdmec.vault.write.duration";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Histogram<double> Writes = Meter.CreateHistogram(
        WritesName, "s", "Time that a writing transaction took until it was on disk", null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
        });

    private readonly KeyValuePair<string, object?> siteTag = new("site", site);

    /// <summary>The instruments of the vault in a directory, which is the site's own and has its name.</summary>
    public static VaultInstruments Of(string directory) => new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))));

    /// <summary>A transaction ended.</summary>
    public void Written(bool isCommitted, TimeSpan took) =>
        Writes.Record(took.TotalSeconds, siteTag, new KeyValuePair<string, object?>("outcome", isCommitted ? "ok" : "failed"));
}
