namespace QkdMec.Tests.Hosts.Mec;

/// <summary>What tests set of the stand-ins.</summary>
internal sealed class MecTestKnobs
{
    /// <summary>The rate all contexts share, in bit/s.</summary>
    public double KeyRate { get; set; } = 1_000_000;

    /// <summary>Key that is stored, in bits.</summary>
    public long StoredBits { get; set; } = 1024;

    /// <summary>Whether links are up.</summary>
    public bool Reachable { get; set; } = true;
}
