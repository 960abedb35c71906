using System.Net;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Hosting;

/// <summary>What a listener needs before others may reach it.</summary>
internal static class GatewayExposure
{
    /// <summary>Every fault with its remedy.</summary>
    public static IEnumerable<string> FindFaults(GatewayOptions options) =>
        FindFaultsOfAddress(options).Concat(FindFaultsOfGrpc(options)).Concat(options.IsExposed ? FindFaultsOfExposure(options) : []).Concat(FindFaultsOfAccess(options));

    private static IEnumerable<string> FindFaultsOfAddress(GatewayOptions options)
    {
        var address = options.Address;
        if (!address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(address.IdnHost, out _))
        {
            yield return $"The gateway's address {address} must be that of an interface, such as 127.0.0.1 or 0.0.0.0, or localhost.";
        }

        if (address.Scheme is not ("http" or "https"))
        {
            yield return $"The gateway's address {address} must begin with http:// or https://.";
        }
        else if (address.Scheme == "https" && options.Tls is null)
        {
            yield return $"The gateway's address {address} is https and there is no certificate: give server.pem and server.key.";
        }
        else if (address.Scheme == "http" && options.Tls is not null)
        {
            yield return $"The gateway's address {address} is plain HTTP and there is a certificate: begin it with https://, or leave the certificate out.";
        }

        if (options.Tls?.FindFault() is { } fault)
        {
            yield return $"The gateway's TLS: {fault}.";
        }
    }

    private static IEnumerable<string> FindFaultsOfGrpc(GatewayOptions options)
    {
        if (options.PlainGrpcAddress is not { } address)
        {
            yield break;
        }

        if (!GatewayApplication.HasGrpc)
        {
            yield return $"The gateway's address for gRPC {address} cannot be used: this build has no gRPC (build it with -p:GrainHost=Orleans, or -p:Grpc=true).";
        }

        if (address.Scheme != "http" || !IPAddress.TryParse(address.IdnHost, out _))
        {
            yield return $"The gateway's address for gRPC {address} must begin with http:// and be that of an interface, such as 127.0.0.1; with TLS gRPC is served where the gateway listens.";
        }
        else if (!GatewayOptions.IsLoopback(address) && !options.IsBehindProxy)
        {
            yield return $"The gateway's address for gRPC {address} is plain HTTP and others reach it: use a loopback address, or say that TLS ends at a proxy in front.";
        }
    }

    private static IEnumerable<string> FindFaultsOfExposure(GatewayOptions options)
    {
        if (options.Address.Scheme == "http" && !options.IsBehindProxy)
        {
            yield return $"The gateway's address {options.Address} is plain HTTP and others reach it: begin it with https://, or say that TLS ends at a proxy in front.";
        }

        if (!options.Access.IsThere)
        {
            yield return $"Others reach the gateway's address {options.Address} and there is no authentication: add a token (qkdmec token add) or an OpenID provider.";
        }

        if (options.PublicBaseAddress is null && (options.IsBehindProxy || IsEveryInterface(options.Address)))
        {
            yield return $"Others reach the gateway's address {options.Address}: give the public base address that they use.";
        }

        if (options.PublicBaseAddress is { } given && given.Scheme != "https")
        {
            yield return $"The gateway's public base address {given} must be https, for others reach it.";
        }
    }

    private static IEnumerable<string> FindFaultsOfAccess(GatewayOptions options)
    {
        var access = options.Access;
        if (access.RequestsPerSecondPerClient < 0)
        {
            yield return "The gateway's requests a second of a client must be 0 or more.";
        }

        foreach (var fault in access.OpenId?.FindFaults() ?? [])
        {
            yield return fault;
        }

        if (access.TokenFile is { } path && FaultOfTokens(path) is { } broken)
        {
            yield return $"The gateway's tokens: {broken}.";
        }
    }

    private static string? FaultOfTokens(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            AccessTokenFile.Read(path);
            return null;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private static bool IsEveryInterface(Uri address) =>
        IPAddress.TryParse(address.IdnHost, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
}
