using QkdMec.Grains.Identity;

namespace QkdMec.Bench.Relocations;

/// <summary>Whether a host has fallen silent.</summary>
internal sealed class HostSwitch(HostId host)
{
    private volatile bool isSilent;

    /// <summary>The host.</summary>
    public HostId Host => host;

    /// <summary>Whether it answers no call any more.</summary>
    public bool IsSilent => isSilent;

    /// <summary>It falls silent.</summary>
    public void FallSilent() => isSilent = true;
}
