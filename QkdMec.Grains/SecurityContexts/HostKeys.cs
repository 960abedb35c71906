using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>Brings a key from the host's KME into a session.</summary>
internal static class HostKeys
{
    /// <summary>Fetches the key; a KME that does not answer in time is an answer too.</summary>
    public static async Task<KeyAnswer> FetchAsync(IKeyClient keys, KeyActivation activation, CancellationToken limit)
    {
        try
        {
            return await keys.FetchAsync(activation.Sae.Value, activation.KeyId, limit);
        }
        catch (OperationCanceledException)
        {
            return KeyAnswer.None(KeyAnswerStatus.Unavailable);
        }
    }

    /// <summary>Installs the key, if it is the one that was negotiated.</summary>
    public static KeyActivationOutcome Install(HostSession session, Transcript transcript, KeyAnswer answer, DateTimeOffset now)
    {
        if (answer.Status != KeyAnswerStatus.Delivered)
        {
            return answer.Status is KeyAnswerStatus.Unavailable or KeyAnswerStatus.Exhausted
                ? KeyActivationOutcome.KmeUnavailable
                : KeyActivationOutcome.KeyNotFound;
        }

        using var key = answer.TakeKey();
        var isNegotiated = answer.KeyId == transcript.KeyId && key.Length * 8 == transcript.Chosen.KeyBits;
        return isNegotiated && session.Install(key, transcript, now) ? KeyActivationOutcome.Activated : KeyActivationOutcome.KeyNotFound;
    }
}
