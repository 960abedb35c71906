using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Certificates;

namespace QkdMec.Silo.Certificates.Nodes;

/// <summary>What the bearer of a node certificate may be in its cluster, from the URIs of its subject alternative name.</summary>
/// <param name="Sites">The sites it runs a silo for: <c>urn:qkdmec:silo:SITE</c>.</param>
/// <param name="Hosts">The MEC hosts it runs a silo for: <c>urn:qkdmec:silo:SITE/HOST</c>.</param>
/// <param name="Gateway">Whether it may connect as a client of the cluster: <c>urn:qkdmec:gateway</c>.</param>
internal sealed record NodeRoles(ImmutableArray<SiteId> Sites, ImmutableArray<HostId> Hosts, bool Gateway)
{
    /// <summary>The beginning of all roles' URIs.</summary>
    public const string Prefix = "urn:qkdmec:";

    private const string GatewayUri = Prefix + "gateway";
    private const string SiloPrefix = Prefix + "silo:";

    /// <summary>Whether it may run a silo, which may also call as a client does.</summary>
    public bool IsSilo => !Sites.IsEmpty || !Hosts.IsEmpty;

    /// <summary>Whether it may call silos from outside.</summary>
    public bool IsClient => Gateway || IsSilo;

    /// <summary>The roles a certificate names. What is no role of ours gives none.</summary>
    public static NodeRoles Of(X509Certificate2 certificate)
    {
        var silos = CertificateUris.Of(certificate).Where(uri => uri.StartsWith(SiloPrefix, StringComparison.Ordinal)).Select(uri => uri[SiloPrefix.Length..]).ToList();
        return new NodeRoles(
            [.. silos.Where(Names.IsValid).Select(SiteId.Parse)],
            [.. silos.Select(name => name.Split('/')).Where(parts => parts.Length == 2 && parts.All(Names.IsValid)).Select(parts => new HostId(SiteId.Parse(parts[0]), parts[1]))],
            CertificateUris.Of(certificate).Contains(GatewayUri, StringComparer.Ordinal));
    }

    /// <summary>The URIs of the roles, in one order.</summary>
    public IEnumerable<string> ToUris() =>
        Sites.Select(site => SiloPrefix + site).Order(StringComparer.Ordinal)
            .Concat(Hosts.Select(host => SiloPrefix + host.ToGrainKey()).Order(StringComparer.Ordinal))
            .Concat(Gateway ? [GatewayUri] : []);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', ToUris());
}
