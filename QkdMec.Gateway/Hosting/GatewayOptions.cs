using System.Collections.Immutable;
using System.Net;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Packages;
using QkdMec.Protocols.Tls;

namespace QkdMec.Gateway.Hosting;

/// <summary>Where the gateway listens, who may use it and what it bears.</summary>
public sealed record GatewayOptions
{
    /// <summary>The listener. Default <c>http://127.0.0.1:8080</c>; port 0 takes a free one. Beyond loopback it needs https, or a proxy in front, and tokens.</summary>
    public Uri Address { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>
    /// A second listener of the same APIs for HTTP/2 without TLS, as gRPC clients on this machine or a proxy in front use it. Default (null): none; where
    /// <see cref="Address"/> is https, gRPC is served there.
    /// </summary>
    public Uri? PlainGrpcAddress { get; init; }

    /// <summary>What devices reach the gateway under; it stands in <c>Location</c> and <c>referenceURI</c>, and beyond loopback no other <c>Host</c> is answered. Default: the listener itself.</summary>
    public Uri? PublicBaseAddress { get; init; }

    /// <summary>Certificate and key of an https listener; taken up anew when the files are replaced. Default (null): none.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Whether others come through a proxy or load balancer in front, where TLS ends. Plain HTTP is then taken on any address; tokens are needed all the same.</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>Who may use it. Default: on loopback everybody, elsewhere nobody.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>Packages of applications that devices may name. Default: none are taken.</summary>
    public PackageOptions Packages { get; init; } = new();

    /// <summary>Listeners of this system beside the gateway's own; call-backs to them are refused.</summary>
    public ImmutableArray<Uri> OtherListeners { get; init; } = [];

    /// <summary>The largest request body in bytes: a sealed request with a megabyte of arguments, as base64url. Default 2 MiB.</summary>
    public int MaxRequestBodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>The largest JSON document of Mx2 and the operator API in bytes; a context is below 4 KiB. Default 64 KiB.</summary>
    public int MaxDocumentBytes { get; init; } = 64 * 1024;

    /// <summary>The most connections at once; beyond them the listener closes new ones. Default 10 000.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>How long a request may wait for the grains: less than the 5 s in which Mx2 must answer. Default 4 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Whether others than this machine reach the gateway.</summary>
    internal bool IsExposed => IsBehindProxy || !IsLoopback(Address) || (PlainGrpcAddress is { } plain && !IsLoopback(plain));

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        faults.AddRange(GatewayExposure.FindFaults(this));
        faults.AddRange(Packages.FindFaults());
        if (PublicBaseAddress is { } given && (given.Scheme is not ("http" or "https") || given.Query.Length + given.Fragment.Length > 0))
        {
            faults.Add($"The gateway's public base address {given} must be http or https, without query and fragment.");
        }

        if (MaxDocumentBytes <= 0 || MaxRequestBodyBytes < MaxDocumentBytes || MaxConnections <= 0)
        {
            faults.Add("The gateway's limits must be positive, and the body's limit at least that of documents.");
        }

        if (AnswerWithin <= TimeSpan.Zero || AnswerWithin > TimeSpan.FromSeconds(5))
        {
            faults.Add($"The gateway's time to answer, {AnswerWithin}, must be above 0 and at most 5 s.");
        }

        return faults.ToImmutable();
    }

    internal static bool IsLoopback(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));
}
