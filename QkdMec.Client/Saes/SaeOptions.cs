using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.Saes;

/// <summary>The client perimeter's SAE.</summary>
public sealed record SaeOptions
{
    /// <summary>Its id, as its certificate says it.</summary>
    public required string Sae { get; init; }

    /// <summary>Its way to its KME.</summary>
    public required IKeyClient Keys { get; init; }

    /// <summary>Cipher suites it offers, the preferred one first. Default <c>A256GCM</c>.</summary>
    public IReadOnlyList<string> CipherSuites { get; init; } = [CipherSuite.Aes256Gcm.Name];

    /// <summary>When contexts get new keys.</summary>
    public KeyPolicy Policy { get; init; } = new();
}
