using QkdMec.Grains.Cryptography;
using QkdMec.Grains.Entropy;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>
/// Splits a block into random shares whose XOR it is. All but all of them together say nothing about the block: any shares but one, with any block at all,
/// fit exactly one value of the one that is missing.
/// </summary>
internal static class BlockShares
{
    /// <summary>Splits; the caller owns the shares. One share is a copy of the block.</summary>
    public static IReadOnlyList<KeyMaterial> Split(KeyMaterial block, int shares, IEntropySource entropy)
    {
        var last = KeyMaterial.CopyOf($"share {shares} of {block}", block.Span);
        var all = new List<KeyMaterial>(shares);
        for (var share = 1; share < shares; share++)
        {
            var random = new KeyMaterial($"share {share} of {block}", block.Length);
            entropy.Fill(random.Span);
            OneTimePad.Apply(last.Span, random.Span, last.Span);
            all.Add(random);
        }

        all.Add(last);
        return all;
    }

    /// <summary>Joins shares in the first of them and zeroes the others. Null: their lengths differ; all are zeroed.</summary>
    public static KeyMaterial? Join(IReadOnlyList<KeyMaterial> shares)
    {
        var fits = shares.All(share => share.Length == shares[0].Length);
        foreach (var share in shares.Skip(1))
        {
            if (fits)
            {
                OneTimePad.Apply(shares[0].Span, share.Span, shares[0].Span);
            }

            share.Dispose();
        }

        if (fits)
        {
            return shares[0];
        }

        shares[0].Dispose();
        return null;
    }
}
