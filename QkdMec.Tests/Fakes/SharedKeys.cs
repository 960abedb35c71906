using System.Collections.Concurrent;
using System.Security.Cryptography;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>Two KMEs that share keys: what one SAE draws for another, only that one may fetch, once.</summary>
internal sealed class SharedKeys
{
    private readonly ConcurrentDictionary<Guid, (string Master, string Slave, byte[] Key)> waiting = new();

    /// <summary>What every key that was drawn looked like.</summary>
    public ConcurrentBag<byte[]> Drawn { get; } = [];

    /// <summary>When set, the KMEs answer this instead of a key.</summary>
    public KeyAnswerStatus? Refusal { get; set; }

    /// <summary>The way of a SAE to its KME.</summary>
    public IKeyClient Of(string sae) => new Client(this, sae);

    private sealed class Client(SharedKeys keys, string sae) : IKeyClient
    {
        public Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken)
        {
            if (keys.Refusal is { } refusal)
            {
                return Task.FromResult(KeyAnswer.None(refusal));
            }

            var (id, key) = (Guid.NewGuid(), RandomNumberGenerator.GetBytes(keyBits / 8));
            keys.waiting[id] = (sae, slaveSae, key);
            keys.Drawn.Add(key);
            return Task.FromResult(KeyAnswer.Delivered(id, KeyMaterial.CopyOf(id.ToString(), key)));
        }

        public Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken)
        {
            if (keys.Refusal is { } refusal)
            {
                return Task.FromResult(KeyAnswer.None(refusal));
            }

            if (!keys.waiting.TryGetValue(keyId, out var found))
            {
                return Task.FromResult(KeyAnswer.None(KeyAnswerStatus.Refused));
            }

            if (found.Master != masterSae || found.Slave != sae)
            {
                return Task.FromResult(KeyAnswer.None(KeyAnswerStatus.Unauthorised));
            }

            keys.waiting.TryRemove(keyId, out _);
            return Task.FromResult(KeyAnswer.Delivered(keyId, KeyMaterial.CopyOf(keyId.ToString(), found.Key)));
        }
    }
}
