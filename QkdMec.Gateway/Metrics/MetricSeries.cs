namespace QkdMec.Gateway.Metrics;

/// <summary>One series: an instrument with one set of tags. Safe for concurrent use.</summary>
/// <param name="bounds">Upper bounds of the buckets of a distribution.</param>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly Lock gate = new();
    private readonly long[] buckets = new long[bounds.Length];
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
            var bucket = 0;
            while (bucket < bounds.Length && value > bounds[bucket])
            {
                bucket++;
            }

            if (bucket < bounds.Length)
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
