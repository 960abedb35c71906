using System.Buffers.Binary;
using QkdMec.Grains.Entropy;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>
/// Chance of which each placement has its own: looked at again, it decides by the same draws. So a policy that draws blindly gets no second draw when the picture it saw was old.
/// </summary>
internal sealed class ReplayedChance : IChance
{
    private SeededChance current = new(0, 0);

    /// <summary>What is drawn from here on is that placement's, from its beginning.</summary>
    public void Begin(ulong seed) => current = new SeededChance(seed, 0);

    public ulong Next() => current.Next();

    /// <summary>A seed for a placement.</summary>
    public static ulong Draw(IEntropySource entropy)
    {
        Span<byte> bytes = stackalloc byte[8];
        entropy.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
