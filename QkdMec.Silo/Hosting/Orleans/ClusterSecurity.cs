using Orleans.Configuration;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Hosting.Calls;

namespace QkdMec.Silo.Hosting;

/// <summary>All that protects a silo of several machines from what is outside (ADR 0028).</summary>
internal static class ClusterSecurity
{
    /// <summary>TLS on all connections, and of clients only what gateways do.</summary>
    public static ISiloBuilder UseClusterSecurity(this ISiloBuilder silo, NodeCredentialHolder credentials)
    {
        silo.Services.AddSingleton<ClusterCallInstruments>().AddSingleton<ClientMessageGuard>();
        silo.UseClusterTls(credentials);

        // After TLS, so that it reads what TLS has opened.
        silo.Configure<SiloConnectionOptions>(ClientMessageGuard.Add);
        return silo.AddIncomingGrainCallFilter<ClientCallFilter>();
    }
}
