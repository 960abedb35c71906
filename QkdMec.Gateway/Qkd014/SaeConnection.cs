using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Gateway.Qkd014;

/// <summary>What a connection keeps between its requests, of which there is one at a time.</summary>
internal sealed class SaeConnection(SaeId? sae, DateTimeOffset certifiedFrom, RequestRate rate) : IDisposable
{
    private string? lastPath;
    private KeyRoute lastRoute;

    /// <summary>The SAE of its certificate; null when that names none.</summary>
    public SaeId? Sae => sae;

    /// <summary>When its certificate begins.</summary>
    public DateTimeOffset CertifiedFrom => certifiedFrom;

    /// <summary>How much the SAE may ask, over all its connections.</summary>
    public RequestRate Rate => rate;

    /// <summary>The keys of the answer in hand.</summary>
    public KeyBatch Keys { get; } = new();

    /// <summary>What a path asks for; the same path as before is not read again.</summary>
    public KeyRoute Route(string path)
    {
        if (!string.Equals(path, lastPath, StringComparison.Ordinal))
        {
            (lastPath, lastRoute) = (path, KeyRoute.Parse(path));
        }

        return lastRoute;
    }

    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();
}
