using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>A SAE's way to its KME without HTTP: the same keys of the same pools, past the listener.</summary>
internal sealed class DeliveryKeyClient(Func<KeyDelivery> kme, SaeId sae) : IKeyClient
{
    /// <inheritdoc/>
    public async Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken)
    {
        using var keys = new KeyBatch();
        return Answer(await kme().EncKeysAsync(sae, SaeId.Parse(slaveSae), 1, keyBits / 8, keys), keys);
    }

    /// <inheritdoc/>
    public async Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken)
    {
        using var keys = new KeyBatch();
        if (!KeyId.TryFrom(keyId, out var id))
        {
            return KeyAnswer.None(KeyAnswerStatus.Refused);
        }

        keys.Add(id);
        return Answer(await kme().DecKeysAsync(sae, SaeId.Parse(masterSae), keys), keys);
    }

    private static KeyAnswer Answer(KeyOutcome outcome, KeyBatch keys)
    {
        if (outcome != KeyOutcome.Delivered)
        {
            return KeyAnswer.None(outcome == KeyOutcome.Exhausted ? KeyAnswerStatus.Exhausted : KeyAnswerStatus.Refused);
        }

        var id = keys.IdOf(0).ToGuid();
        return KeyAnswer.Delivered(id, KeyMaterial.CopyOf(id.ToString(), keys.KeyOf(0)));
    }
}
