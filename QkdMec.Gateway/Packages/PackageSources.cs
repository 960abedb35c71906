using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Packages;

/// <summary>Where packages may come from, by the text of their address; the address that is connected to is looked at by <see cref="GuardedConnections"/>.</summary>
internal sealed class PackageSources(GatewayOptions options, CallbackPolicy own)
{
    private const string DigestMark = "#sha256=";

    // Servers disagree about what these mean within a path, so a prefix says nothing about one that has them.
    private static readonly string[] Ambiguous = ["%2e", "%2f", "%5c"];

    /// <summary>Reads an address that a device gave; false with the refusal.</summary>
    public bool TryRead(string source, [NotNullWhen(true)] out PackageAddress? address, [NotNullWhen(false)] out PackageRefusal? refusal)
    {
        address = null;
        if (options.Packages.Sources.IsDefaultOrEmpty)
        {
            refusal = PackageRefusal.NotAllowed("The application is not in the list, and this system takes no packages.");
            return false;
        }

        if (!Uri.TryCreate(source, UriKind.Absolute, out var target) || !TryReadDigest(target.Fragment, out var digest))
        {
            refusal = PackageRefusal.Invalid($"'appPackageSource' must be an address; its fragment may be '{DigestMark}' and 64 hexadecimal digits.");
            return false;
        }

        if (!options.Packages.Sources.Any(allowed => IsBelow(allowed, target)) || own.LeadsHere(target))
        {
            refusal = PackageRefusal.NotAllowed("This system takes no packages from there.");
            return false;
        }

        (address, refusal) = (new PackageAddress(new Uri(target.GetLeftPart(UriPartial.Query)), digest), null);
        return true;
    }

    private static bool TryReadDigest(string fragment, out string? digest)
    {
        digest = null;
        if (fragment.Length == 0)
        {
            return true;
        }

        if (!fragment.StartsWith(DigestMark, StringComparison.Ordinal) || fragment.Length != DigestMark.Length + (2 * SHA256.HashSizeInBytes)
            || !fragment[DigestMark.Length..].All(char.IsAsciiHexDigit))
        {
            return false;
        }

        digest = fragment[DigestMark.Length..].ToLowerInvariant();
        return true;
    }

    private static bool IsBelow(Uri allowed, Uri target) =>
        allowed.Scheme == target.Scheme && allowed.Port == target.Port && target.UserInfo.Length == 0
        && string.Equals(allowed.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && target.AbsolutePath.StartsWith(allowed.AbsolutePath, StringComparison.Ordinal)
        && !Ambiguous.Any(part => target.AbsolutePath.Contains(part, StringComparison.OrdinalIgnoreCase));
}
