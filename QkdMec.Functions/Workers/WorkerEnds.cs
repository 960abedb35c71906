using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>The two ends of a worker link, and what both say of it without asking each other.</summary>
/// <param name="Host">The SAE of the MEC host: it draws the keys.</param>
/// <param name="Worker">The SAE of the worker: it fetches them.</param>
internal sealed record WorkerEnds(SaeId Host, SaeId Worker)
{
    private const string App = "function-worker";

    /// <summary>The one cipher suite: both ends are of the same operator, so there is nothing to negotiate.</summary>
    public static CipherSuite Suite => CipherSuite.Aes256Gcm;

    /// <summary>What every message of a session names.</summary>
    public ContextIdentity IdentityOf(string session) => new(session, App, $"{Host}/{Worker}");

    /// <summary>What the first message under a key vouches for.</summary>
    public Transcript TranscriptOf(WorkerKey key) => new()
    {
        Offered = [Suite.Name], Chosen = Suite, ClientSae = Host.Value, HostSae = Worker.Value,
        Generation = key.Generation, KeyId = key.KeyId, Context = key.Session,
    };

    /// <summary>Whether a text could name a session.</summary>
    public static bool IsSession(string? text) => Guid.TryParseExact(text, "N", out var id) && text == id.ToString("N");
}
