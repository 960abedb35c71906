using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rule 2: what <c>dec_keys</c> answers for an id is what <c>enc_keys</c> gave for it. And rule 4: it goes to its owner only.</summary>
public sealed class AgreementChecker
{
    private readonly Dictionary<KeyId, IssuedKey> _issued = [];

    public void Issue(IssuedKey key)
    {
        if (!_issued.TryAdd(key.Id, key))
        {
            throw new RuleBrokenException(2, $"id {key.Id} was given to two keys");
        }
    }

    public void Fetch(KeyId id, string master, string slave, ReadOnlySpan<byte> bytes)
    {
        if (!_issued.TryGetValue(id, out var key))
        {
            throw new RuleBrokenException(2, $"a key came for id {id}, which was never given out");
        }

        if (key.Master != master || key.Slave != slave)
        {
            throw new RuleBrokenException(4, $"the key of {key.Master} and {key.Slave} went to {slave}, who asked for one of {master}");
        }

        if (!bytes.SequenceEqual(key.Bytes))
        {
            throw new RuleBrokenException(2, $"the two ends of key {id} hold different bytes");
        }
    }
}
