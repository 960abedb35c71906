namespace QkdMec.Grains.TrustedRelays;

/// <summary>How blocks are relayed.</summary>
public sealed class TrustedRelayOptions
{
    /// <summary>How many bytes of arrived blocks a site keeps until they are offered; 16 MiB by default, 256 KiB to 1 GiB. The oldest are zeroed beyond it.</summary>
    public int StagingBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How long the first hop waits for the rest of the route; 2 s by default, 100 ms to 30 s. Later hops wait for their part of it. After it the block is given up with its pads.</summary>
    public TimeSpan HopTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
