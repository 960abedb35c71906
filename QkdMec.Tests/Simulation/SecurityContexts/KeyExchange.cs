using System.Buffers.Binary;
using QkdMec.Embedded.Simulation;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>
/// Two KMEs that share keys, as their SAEs see them: what one draws for another only that one may fetch, and may repeat it for a short time, since an
/// answer can be lost. They are slow, short of keys, or do not answer.
/// </summary>
internal sealed class KeyExchange(SimulatedCluster simulation)
{
    private const double FaultRate = 0.02;
    private const int LongestKeyBytes = 32;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Repeatable = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<Guid, SharedKey> _keys = [];

    /// <summary>The way of a SAE to its KME, in a process with that clock.</summary>
    public IKeyClient Of(string sae, TimeProvider clock) => new Client(this, sae, clock);

    private async Task<KeyAnswer> DrawAsync(string master, string slave, int keyBits, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(clock, cancellationToken) is { } refusal)
        {
            return KeyAnswer.None(refusal);
        }

        Span<byte> number = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(number, (ulong)_keys.Count + 1);
        var (id, bytes) = (new Guid(number, bigEndian: true), new byte[LongestKeyBytes]);
        simulation.Random.Fill(bytes);
        _keys.Add(id, new SharedKey(master, slave, bytes[..(keyBits / 8)]));
        return KeyAnswer.Delivered(id, KeyMaterial.CopyOf($"{id}", bytes.AsSpan(0, keyBits / 8)));
    }

    private async Task<KeyAnswer> FetchAsync(string slave, string master, Guid id, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(clock, cancellationToken) is { } refusal)
        {
            return KeyAnswer.None(refusal);
        }

        if (!_keys.TryGetValue(id, out var key) || key.FetchedAt + Repeatable < simulation.Elapsed)
        {
            return KeyAnswer.None(KeyAnswerStatus.Refused);
        }

        if (key.Master != master || key.Slave != slave)
        {
            return KeyAnswer.None(KeyAnswerStatus.Unauthorised);
        }

        key.FetchedAt ??= simulation.Elapsed;
        return Strikes() ? KeyAnswer.None(KeyAnswerStatus.Unavailable) : KeyAnswer.Delivered(id, KeyMaterial.CopyOf($"{id}", key.Bytes));
    }

    private async Task<KeyAnswerStatus?> RefusalAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.Delay(simulation.Random.Between(TimeSpan.Zero, Strikes() ? Slow : Quick), clock, cancellationToken);
        return !Strikes() ? null
            : simulation.Random.Chance(0.5) ? KeyAnswerStatus.Exhausted
            : simulation.Random.Chance(0.5) ? KeyAnswerStatus.Unavailable
            : KeyAnswerStatus.Refused;
    }

    private bool Strikes() => simulation.Faults.IsOn && simulation.Random.Chance(FaultRate);

    private sealed class Client(KeyExchange keys, string sae, TimeProvider clock) : IKeyClient
    {
        public Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken) =>
            keys.DrawAsync(sae, slaveSae, keyBits, clock, cancellationToken);

        public Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken) =>
            keys.FetchAsync(sae, masterSae, keyId, clock, cancellationToken);
    }

    private sealed record SharedKey(string Master, string Slave, byte[] Bytes)
    {
        public TimeSpan? FetchedAt { get; set; }
    }
}
