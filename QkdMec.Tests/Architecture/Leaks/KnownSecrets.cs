using System.Collections.Concurrent;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Every secret that passed the parts of a system that may hold secrets. Kept by the test alone.</summary>
internal sealed class KnownSecrets
{
    private readonly ConcurrentDictionary<string, byte[]> keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> blocks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>How many keys SAEs were handed.</summary>
    public int Keys => keys.Count;

    /// <summary>How many blocks were stored.</summary>
    public int Blocks => blocks.Count;

    /// <summary>Notes a key that a SAE was handed.</summary>
    public void AddKey(Guid keyId, KeyMaterial key) => keys.TryAdd($"key {keyId}", key.Span.ToArray());

    /// <summary>Notes a block that a vault stored. The keys of its comparison, at its head, are overwritten before (ADR 0005).</summary>
    public void AddBlock(string name, KeyMaterial block) => blocks.TryAdd(name, block.Span[BlockLayout.ComparisonKeyBytes..].ToArray());

    /// <summary>Blocks that are not random: eight equal bytes in a row somewhere.</summary>
    public IEnumerable<string> WeakBlocks => blocks.Where(block => IsWeak(block.Value)).Select(block => block.Key);

    /// <summary>Notes arguments or a result.</summary>
    public void AddText(string name, string text) => texts.TryAdd(name, text);

    /// <summary>A searcher for all of them.</summary>
    public LeakSearcher Searcher()
    {
        var searcher = new LeakSearcher();
        foreach (var (name, key) in keys)
        {
            searcher.AddKey(name, key);
        }

        foreach (var (name, block) in blocks)
        {
            searcher.AddBlock(name, block);
        }

        foreach (var (name, text) in texts)
        {
            searcher.AddText(name, text);
        }

        return searcher;
    }

    private static bool IsWeak(byte[] block)
    {
        var equal = 1;
        for (var at = 1; at < block.Length && equal < 8; at++)
        {
            equal = block[at] == block[at - 1] ? equal + 1 : 1;
        }

        return equal == 8;
    }
}
