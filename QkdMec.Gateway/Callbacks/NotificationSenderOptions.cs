using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Gateway.Callbacks;

/// <summary>How requests to device applications are made.</summary>
public sealed record NotificationSenderOptions
{
    /// <summary>The most requests at once to one receiver, told apart by scheme, host and port. Default 8.</summary>
    public int PlacesOfOneReceiver { get; init; } = 8;

    /// <summary>The most requests at once. Default 256.</summary>
    public int Places { get; init; } = 256;

    /// <summary>Authorities that are trusted for https beside the machine's. Default (null): none.</summary>
    public X509Certificate2Collection? Authorities { get; init; }
}
