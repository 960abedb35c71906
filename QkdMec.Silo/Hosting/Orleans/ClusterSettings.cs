using System.Net;
using Orleans.Configuration;
using QkdMec.Grains.Hosting;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Hosting;

/// <summary>How silos and gateways of a deployment find one another and how soon they notice that one is gone.</summary>
internal static class ClusterSettings
{
    /// <summary>How long a grain call may take.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    private const string Npgsql = "Npgsql";

    // Three probes in a row that are not answered, by two silos where there are so many: a silo that was killed is declared dead within 10 s. One that answers late
    // is given up to twice the time, for one that is declared dead by mistake has to end.
    private static readonly TimeSpan ProbePeriod = TimeSpan.FromSeconds(2);
    private const int MissedProbes = 3;
    private const int Votes = 2;

    // What a silo missed of the members' changes it learns within this; also what shows that a silo is there at all when everybody else was restarted.
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(5);

    /// <summary>A silo of a machine.</summary>
    public static void Join(this ISiloBuilder silo, MachinePlan plan, string postgres, NodeCredentialHolder credentials)
    {
        silo.UseClusterSecurity(credentials);
        var (deployment, machine) = (plan.File.Deployment, plan.Self);
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, postgres));
        silo.Configure<ClusterOptions>(cluster => cluster.Identify(deployment));
        silo.Configure<SiloOptions>(options => options.SiloName = machine.Name);
        silo.Configure<EndpointOptions>(endpoints =>
        {
            (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) = (machine.Ip, deployment.SiloPort, deployment.ClientPort);
            endpoints.SiloListeningEndpoint = new IPEndPoint(machine.Ip, deployment.SiloPort);
            endpoints.GatewayListeningEndpoint = new IPEndPoint(machine.Ip, deployment.ClientPort);
        });
        silo.Configure<ClusterMembershipOptions>(Watch);
        silo.Services.AddSingleton<ISiloPlaces>(new MachinePlaces(plan.File));
        var end = new ClusterEnd();
        silo.Services.AddSingleton<IFatalErrorHandler>(end).AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(end);
        if (plan.SharesSites)
        {
            silo.KeepSitesTogether();
        }
    }

    /// <summary>Moves the grains of a site together whenever a machine of it comes or goes.</summary>
    public static void KeepSitesTogether(this ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter<SiteGrainMover>();
        silo.Services.AddSingleton<IPersistentStateFactory, RereadStates>();
    }

    /// <summary>A gateway that runs no grains.</summary>
    public static void Join(this IClientBuilder client, MachinePlan plan, string postgres, NodeCredentialHolder credentials)
    {
        client.UseClusterTls(credentials);
        client.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.ConnectionString) = (Npgsql, postgres));
        client.Configure<ClusterOptions>(cluster => cluster.Identify(plan.File.Deployment));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = LookPeriod);
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
    }

    /// <summary>The database of the cluster, which a deployment cannot be without.</summary>
    /// <exception cref="StartupException">None is set.</exception>
    public static string DatabaseOf(SystemPlan plan) => plan.Options.Postgres is { Length: > 0 } postgres
        ? postgres
        : throw new StartupException($"--deployment: set {CommandLine.PostgresVariable} to the connection string of the cluster's database");

    private static void Identify(this ClusterOptions cluster, Deployment deployment) =>
        (cluster.ClusterId, cluster.ServiceId) = (deployment.Name, deployment.Name);

    private static void Watch(ClusterMembershipOptions options)
    {
        (options.ProbeTimeout, options.MaxProbeTimeout) = (ProbePeriod, 2 * ProbePeriod);
        (options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (MissedProbes, Votes);
        (options.TableRefreshTimeout, options.IAmAliveTablePublishTimeout) = (LookPeriod, LookPeriod);
        options.MaxJoinAttemptTime = TimeSpan.FromMinutes(1);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
