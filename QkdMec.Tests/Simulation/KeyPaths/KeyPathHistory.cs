using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>What the clients of the world saw, held against the rules as it happens.</summary>
internal sealed class KeyPathHistory
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    private readonly OnceOnlyChecker _onceOnly = new();
    private readonly AgreementChecker _agreement = new();
    private readonly DurabilityChecker<KeyId> _durability = new();
    private readonly PromptnessChecker _promptness = new(AnswerLimit);

    private bool _hasOlderCopy;

    /// <summary>Keys whose slave may still fetch them.</summary>
    public List<IssuedKey> Unfetched { get; } = [];

    /// <summary>Keys that were fetched.</summary>
    public List<IssuedKey> Fetched { get; } = [];

    public DurabilityChecker<KeyId> Durability => _durability;

    public void PadTaken(TakenPad pad) => _onceOnly.GiveOut(pad.Bytes.Span, $"a pad of block {pad.Reference.Ranges[0].Block}");

    /// <summary>Keys left a KME. Their master heard of them only if <paramref name="isAnswered"/>.</summary>
    public void Issued(string master, string slave, KeyBatch keys, TimeSpan at, bool isAnswered)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            var key = new IssuedKey(keys.IdOf(index), master, slave, keys.KeyOf(index).ToArray(), at);
            _onceOnly.GiveOut(key.Bytes, $"key {key.Id}");
            _agreement.Issue(key);
            if (isAnswered)
            {
                Unfetched.Add(key);
                Acknowledge(key.Id);
            }
        }
    }

    /// <summary>A key reached its slave.</summary>
    public void Delivered(KeyId id, string master, string slave, ReadOnlySpan<byte> bytes)
    {
        _agreement.Fetch(id, master, slave, bytes);
        _durability.Settle(id);
    }

    /// <summary>The slave will not ask for the key again.</summary>
    public void Done(IssuedKey key)
    {
        if (Unfetched.Remove(key))
        {
            Fetched.Add(key);
        }
    }

    public void Answered(string request, TimeSpan elapsed) => _promptness.Answered(request, elapsed);

    /// <summary>
    /// An end was put back to an older copy: what was issued before need not be there any more, nor what the other end issues from
    /// leases of blocks that the copy has not got.
    /// </summary>
    public void RolledBack()
    {
        _hasOlderCopy = true;
        _durability.ExcuseAll();
        Unfetched.Clear();
    }

    private void Acknowledge(KeyId id)
    {
        if (!_hasOlderCopy)
        {
            _durability.Acknowledge(id);
        }
    }
}
