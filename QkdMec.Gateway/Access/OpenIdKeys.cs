using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace QkdMec.Gateway.Access;

/// <summary>
/// The provider's keys, kept. They are read anew when a token names an unknown one and after a time, but never more often than a pause allows; while the
/// provider is away, those that are known serve on.
/// </summary>
internal sealed partial class OpenIdKeys(OpenIdOptions options, IOpenIdProvider provider, TimeProvider time, ILogger<OpenIdKeys> logger)
{
    private readonly Lock gate = new();
    private volatile KeySet? known;
    private Task reading = Task.CompletedTask;
    private long? triedAt;

    /// <summary>Whether keys are known that may be used.</summary>
    public bool AreKnown => known is { } set && time.GetElapsedTime(set.ReadAt) < options.KeysUsedFor;

    /// <summary>The key of that id; null when the provider has none, or cannot be asked now.</summary>
    public async ValueTask<JsonWebKey?> FindAsync(string id)
    {
        if (Find(id) is { } key)
        {
            if (time.GetElapsedTime(known!.ReadAt) >= options.KeysRenewedAfter)
            {
                _ = ReadSoon();
            }

            return key;
        }

        await ReadSoon();
        return Find(id);
    }

    private JsonWebKey? Find(string id) => AreKnown ? known!.Keys.FirstOrDefault(key => key.Kid == id) : null;

    /// <summary>The reading that is under way, or a new one when the pause is over.</summary>
    private Task ReadSoon()
    {
        lock (gate)
        {
            if (reading.IsCompleted && (triedAt is not { } last || time.GetElapsedTime(last) >= options.ReadingPause))
            {
                triedAt = time.GetTimestamp();
                reading = ReadAsync();
            }

            return reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            known = new KeySet(await provider.ReadKeysAsync(), time.GetTimestamp());
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
        {
            LogUnread(options.Issuer, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the OpenID provider {Issuer} cannot be read")]
    private partial void LogUnread(string issuer, Exception fault);

    private sealed record KeySet(ImmutableArray<JsonWebKey> Keys, long ReadAt);
}
