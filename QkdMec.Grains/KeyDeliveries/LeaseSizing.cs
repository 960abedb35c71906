using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>How large the next lease is: about a second of recent traffic.</summary>
internal sealed class LeaseSizing
{
    private readonly int leastBytes;
    private long issued;

    /// <summary>Begins with the smallest lease.</summary>
    public LeaseSizing(int leastBytes) => this.leastBytes = Bytes = leastBytes;

    /// <summary>The size of the next lease, in bytes.</summary>
    public int Bytes { get; private set; }

    /// <summary>Counts what was issued.</summary>
    public void Issued(int bytes) => issued += bytes;

    /// <summary>Fits the size to what was issued since the last time. Rises at once, falls by half: a pause must not make the next burst wait.</summary>
    public void Fit(TimeSpan elapsed)
    {
        var second = issued / Math.Max(elapsed.TotalSeconds, 0.001);
        var wanted = Math.Max(second, Bytes / 2.0);
        Bytes = KeyLocation.RoundUp((int)Math.Clamp(wanted, leastBytes, BlockLayout.MaxBodyBytes));
        issued = 0;
    }
}
