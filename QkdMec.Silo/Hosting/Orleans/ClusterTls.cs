using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Connections.Security;
using QkdMec.Silo.Certificates.Nodes;

namespace QkdMec.Silo.Hosting;

/// <summary>
/// TLS between the machines of a cluster: 1.3 only, mutual, the cluster's own authorities and no other root. Who connects shows the role that the endpoint
/// is for; who is connected to is a silo and bears the address it was looked for at.
/// </summary>
internal static class ClusterTls
{
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Secures all connections of a silo. Silos reach it as silos only; clients, which are gateways and silos, at their own endpoint.</summary>
    public static ISiloBuilder UseClusterTls(this ISiloBuilder silo, NodeCredentialHolder credentials) => silo.Configure<SiloConnectionOptions>(options =>
    {
        options.ConfigureSiloInboundConnection(connection => connection.UseServerTls(OptionsFor(credentials, roles => roles.IsSilo)));
        options.ConfigureGatewayInboundConnection(connection => connection.UseServerTls(OptionsFor(credentials, roles => roles.IsClient)));
        options.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(OptionsFor(credentials, roles => roles.IsSilo)));
    });

    /// <summary>Secures the connections of a client of the cluster.</summary>
    public static IClientBuilder UseClusterTls(this IClientBuilder client, NodeCredentialHolder credentials) => client.Configure<ClientConnectionOptions>(
        options => options.ConfigureConnection(connection => connection.UseClientTls(OptionsFor(credentials, roles => roles.IsSilo))));

    private static TlsOptions OptionsFor(NodeCredentialHolder credentials, Predicate<NodeRoles> mayBe) => new()
    {
        SslProtocols = SslProtocols.Tls13,
        HandshakeTimeout = HandshakeTimeout,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.AllowCertificate,
        LocalServerCertificateSelector = (_, _) => credentials.Current.Certificate,
        LocalClientCertificateSelector = (_, _, _, _, _) => credentials.Current.Certificate,
        RemoteCertificateValidation = (certificate, _, errors) => errors == SslPolicyErrors.None && mayBe(NodeRoles.Of(certificate)),
        OnAuthenticateAsServer = (_, tls) => Restrict((SslServerAuthenticationOptions)tls.SslServerAuthenticationOptions, credentials),
        OnAuthenticateAsClient = (connection, tls) => Restrict((SslClientAuthenticationOptions)tls.SslClientAuthenticationOptions, credentials, connection),
    };

    // A session is not resumed: each connection is judged by the authorities and certificates of now.
    private static void Restrict(SslServerAuthenticationOptions tls, NodeCredentialHolder credentials) =>
        (tls.CertificateChainPolicy, tls.AllowTlsResume) = (credentials.Current.Policy(), false);

    private static void Restrict(SslClientAuthenticationOptions tls, NodeCredentialHolder credentials, ConnectionContext connection)
    {
        (tls.CertificateChainPolicy, tls.AllowTlsResume) = (credentials.Current.Policy(), false);
        tls.TargetHost = connection.RemoteEndPoint is IPEndPoint address
            ? address.Address.ToString()
            : throw new InvalidOperationException($"a silo at {connection.RemoteEndPoint} has no address to be known by");
    }
}
