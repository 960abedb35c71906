using System.Net;
using System.Text.Json.Serialization;

namespace QkdMec.Silo.Deployments;

/// <summary>A machine of a deployment and what runs there.</summary>
internal sealed record Machine
{
    /// <summary>Its name, as <c>--machine</c> takes it.</summary>
    public required string Name { get; init; }

    /// <summary>The IP address at which the other machines reach it.</summary>
    public required string Address { get; init; }

    /// <summary>The sites whose grains, vault, QKD modules and QKD 014 listener run here. A site on several machines has a listener on each.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    /// <summary>The MEC hosts that run here, as <c>site/host</c>. One that no machine names runs on the first machine of its site.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Where the gateway listens; null runs none. A machine with neither sites nor hosts runs it outside the silos.</summary>
    public string? Gateway { get; init; }

    /// <summary>Where the client perimeter of its site listens; null runs none.</summary>
    public string? Client { get; init; }

    /// <summary>Where <c>/healthz</c> and <c>/readyz</c> of this machine are asked for, on the machine itself.</summary>
    public string Health { get; init; } = "http://127.0.0.1:8079";

    /// <summary>Its address.</summary>
    [JsonIgnore]
    public IPAddress Ip => IPAddress.Parse(Address);

    /// <summary>Where others reach its gateway; null when it has none.</summary>
    [JsonIgnore]
    public Uri? GatewayAddress => Gateway is null ? null : Reached(new Uri(Gateway));

    /// <summary>An address of this machine with a port of its own.</summary>
    public Uri At(string scheme, int port) => new UriBuilder(scheme, Ip.ToString(), port).Uri;

    // A listener on every address of the machine is reached at the one that the others know.
    private Uri Reached(Uri listener) =>
        IPAddress.TryParse(listener.DnsSafeHost, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
            ? At(listener.Scheme, listener.Port)
            : listener;
}
