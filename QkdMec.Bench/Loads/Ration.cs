namespace QkdMec.Bench.Loads;

/// <summary>How many requests all connections together may still send.</summary>
internal sealed class Ration
{
    private long left;

    /// <summary>Sets it.</summary>
    public void Allow(long number) => Volatile.Write(ref left, number);

    /// <summary>Takes one. False: there are none left.</summary>
    public bool TryTake() => Interlocked.Decrement(ref left) >= 0;
}
