using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>How a SAE reaches its KME.</summary>
public sealed record Qkd014ClientOptions
{
    /// <summary>The KME's address, such as <c>https://127.0.0.1:8443</c>.</summary>
    public required Uri Kme { get; init; }

    /// <summary>The SAE's certificate with its private key; the KME knows the SAE by it.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The authorities that may vouch for the KME; no other is trusted, whatever the machine trusts.</summary>
    public required X509Certificate2Collection Authorities { get; init; }

    /// <summary>The longest wait for an answer. The key API answers within 2 s, so 3 s is a dead KME.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest wait for a connection. Default (null): as for an answer; shorter where there is another address to ask.</summary>
    public TimeSpan? ConnectWithin { get; init; }
}
