using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>A SAE's way to its KME that notes every key it is handed.</summary>
internal sealed class RecordingKeyClient(IKeyClient inner, KnownSecrets secrets) : IKeyClient
{
    /// <inheritdoc/>
    public async Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken) =>
        Note(await inner.DrawAsync(slaveSae, keyBits, cancellationToken));

    /// <inheritdoc/>
    public async Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken) =>
        Note(await inner.FetchAsync(masterSae, keyId, cancellationToken));

    private KeyAnswer Note(KeyAnswer answer)
    {
        if (answer.Status != KeyAnswerStatus.Delivered)
        {
            return answer;
        }

        var key = answer.TakeKey();
        secrets.AddKey(answer.KeyId, key);
        return KeyAnswer.Delivered(answer.KeyId, key);
    }
}
