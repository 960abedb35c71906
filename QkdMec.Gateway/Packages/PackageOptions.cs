using System.Collections.Immutable;

namespace QkdMec.Gateway.Packages;

/// <summary>Packages of applications that devices may name in Mx2.</summary>
public sealed record PackageOptions
{
    /// <summary>What the addresses of packages may begin with, http or https, ending in a slash. Default none: packages are not taken.</summary>
    public ImmutableArray<Uri> Sources { get; init; } = [];

    /// <summary>How long fetching a package may take, above 0 to 2 s: what the device waits is needed for its context too. Default 1.5 s.</summary>
    public TimeSpan FetchWithin { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>The largest package in bytes. Default 64 KiB.</summary>
    public int MaxBytes { get; init; } = 64 * 1024;

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var source in Sources.Where(source => !IsPrefix(source)))
        {
            faults.Add($"The source of packages {source} must be an http or https address that ends in a slash, without credentials, query and fragment.");
        }

        if (FetchWithin <= TimeSpan.Zero || FetchWithin > TimeSpan.FromSeconds(2) || MaxBytes <= 0)
        {
            faults.Add("Fetching a package must be given above 0 to 2 s, and a package more than 0 bytes.");
        }

        return faults.ToImmutable();
    }

    private static bool IsPrefix(Uri source) =>
        source.IsAbsoluteUri && source.Scheme is "http" or "https" && source.UserInfo.Length + source.Query.Length + source.Fragment.Length == 0
        && source.AbsolutePath.EndsWith('/');
}
