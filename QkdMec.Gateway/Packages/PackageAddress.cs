namespace QkdMec.Gateway.Packages;

/// <summary>Where a package stands.</summary>
/// <param name="Address">The address, without the fragment.</param>
/// <param name="Sha256">What its content must hash to, in lower-case hexadecimal digits; null when the device does not say.</param>
internal sealed record PackageAddress(Uri Address, string? Sha256);
