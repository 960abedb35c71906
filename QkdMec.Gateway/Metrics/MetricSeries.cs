namespace QkdMec.Gateway.Metrics;

/// <summary>One series: an instrument with one set of tags. Safe for concurrent use.</summary>
internal sealed class MetricSeries
{
    /// <summary>Upper bounds of histogram buckets; wide, since instruments measure seconds, bytes and counts.</summary>
    public static readonly double[] Bounds = [0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

    private readonly Lock gate = new();
    private readonly long[] buckets = new long[Bounds.Length];
    private double sum;
    private long count;

    /// <summary>Adds to a sum.</summary>
    public void Add(double value)
    {
        lock (gate)
        {
            sum += value;
        }
    }

    /// <summary>Replaces the value.</summary>
    public void Set(double value)
    {
        lock (gate)
        {
            sum = value;
        }
    }

    /// <summary>Adds a measurement to a distribution.</summary>
    public void Record(double value)
    {
        lock (gate)
        {
            sum += value;
            count++;
            var bucket = Array.FindIndex(Bounds, bound => value <= bound);
            if (bucket >= 0)
            {
                buckets[bucket]++;
            }
        }
    }

    /// <summary>Sum, count and counts by bucket as they are now.</summary>
    public (double Sum, long Count, long[] Buckets) Read()
    {
        lock (gate)
        {
            return (sum, count, [.. buckets]);
        }
    }
}
