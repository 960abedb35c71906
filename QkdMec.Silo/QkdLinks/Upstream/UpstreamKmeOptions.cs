using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Silo.QkdLinks.Upstream;

/// <summary>How one end of a link reaches the KME beside it.</summary>
internal sealed record UpstreamKmeOptions
{
    /// <summary>The KME's address, https.</summary>
    public required Uri Kme { get; init; }

    /// <summary>Our certificate as a SAE of that KME, with its private key.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>The authorities that may vouch for the KME.</summary>
    public required X509Certificate2Collection Authorities { get; init; }

    /// <summary>The SAE at the other end of the link, as the KMEs know it.</summary>
    public required string PeerSae { get; init; }

    /// <summary>The longest wait for an answer. Default 1.5 s: a KME asked for a block is given up after 2 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a KME that had no key or gave no answer is left alone, unless it says when to come again. Default 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
