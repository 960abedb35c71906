using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Operator;

/// <summary>What the process behind the gateway can do about a change of the topology beyond its grains: listeners, certificates, silos of new sites.</summary>
public interface INetworkDeployment
{
    /// <summary>Why no KME can be added while the system runs, and how to add one; null when it can.</summary>
    string? WhyNoKme { get; }

    /// <summary>Where QKD 014 listeners are now.</summary>
    IEnumerable<Uri> KeyAddresses { get; }

    /// <summary>Takes the topology up as it is now. When it returns, SAEs that were attached can draw keys.</summary>
    /// <returns>What could not be done, in a sentence; null when all is done.</returns>
    Task<string?> FollowAsync(CancellationToken cancellationToken);

    /// <summary>Where the QKD 014 listener of a KME is; null when it has none that is known here.</summary>
    Uri? KeyAddressOf(KmeId kme);
}
