using System.Globalization;

namespace QkdMec.Bench.Servers;

/// <summary>How large the measured system is.</summary>
/// <param name="Hops">Links between the client's and the edge's KME.</param>
/// <param name="Masters">SAEs at the client site.</param>
/// <param name="Slaves">SAEs at the edge site; each master draws for each of them.</param>
/// <param name="StoredBytes">What a pool holds when it is full.</param>
/// <param name="BlockBytes">The size of its blocks' bodies.</param>
internal sealed record SystemShape(int Hops, int Masters, int Slaves, long StoredBytes, int BlockBytes)
{
    /// <summary>One link, one pair, 131 072 keys of 256 bits in the largest blocks.</summary>
    public static SystemShape Standard { get; } = new(1, 1, 1, 4 * 1024 * 1024, 256 * 1024);

    /// <summary>Whether only keys from the client's site on are needed: the other direction is left as it is.</summary>
    public bool IsOneWay => this != Standard;

    /// <summary>As the command line of a server takes it.</summary>
    public string ToArgument() => string.Create(CultureInfo.InvariantCulture, $"{Hops},{Masters},{Slaves},{StoredBytes},{BlockBytes}");

    /// <summary>Reads <see cref="ToArgument"/>.</summary>
    public static SystemShape Parse(string text)
    {
        var parts = text.Split(',').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new SystemShape((int)parts[0], (int)parts[1], (int)parts[2], parts[3], (int)parts[4]);
    }
}
