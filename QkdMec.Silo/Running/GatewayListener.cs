using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Running;

/// <summary>The gateway of this process: where it listens and who may use it, from the command line and the directory <c>gateway</c> of the data directory.</summary>
internal sealed class GatewayListener
{
    private readonly SystemPlan plan;

    /// <summary>Reads and checks everything, so that what is missing stops the start before anything runs.</summary>
    /// <exception cref="StartupException">The gateway cannot be run so.</exception>
    public GatewayListener(SystemPlan plan, DataDirectory data)
    {
        this.plan = plan;
        Directory = new GatewayDirectory(Path.Combine(data.Root, GatewayDirectory.Name));
        Options = plan.Process.Gateway is not { } listener ? null : Complete(new GatewayOptions
        {
            Address = listener,
            PlainGrpcAddress = plan.Options.Grpc,
            PublicBaseAddress = PublicOf(plan),
            IsBehindProxy = plan.Options.IsBehindProxy,
            OtherListeners = [.. OtherListeners()],
            Access = new AccessOptions { OwnTokens = [.. OwnTokens()], RequestsPerSecondPerClient = plan.Options.GatewayRate },
        });
    }

    /// <summary>How it runs; null when this process has none.</summary>
    public GatewayOptions? Options { get; }

    /// <summary>Where its files are.</summary>
    public GatewayDirectory Directory { get; }

    /// <summary>Where the client perimeter of this process reaches it.</summary>
    public Uri AddressForClients => Options is null ? plan.Process.ReachedGateway : Options.PublicBaseAddress ?? Options.Address;

    /// <summary>The token of that client perimeter; it lives and dies with the process.</summary>
    public string OwnToken { get; } = AccessTokenText.New();

    /// <summary>What others reach it under; null when that is where it listens.</summary>
    public static Uri? PublicOf(SystemPlan plan) => plan.Options.PublicGateway ?? (plan.Process.ReachedGateway == plan.Process.Gateway ? null : plan.Process.ReachedGateway);

    private IEnumerable<Uri> OtherListeners() =>
        (plan.Process.Client is { } client ? new[] { client } : []).Concat((plan.Process as MachinePlan)?.SystemListeners ?? []);

    private IEnumerable<AccessToken> OwnTokens()
    {
        if (plan.Process.Client is not null && plan.ClientSite?.Client is { } client)
        {
            // No name in the file of tokens has a colon: nobody else is this client. It is the same after a restart, for its contexts outlive one.
            yield return new AccessToken
            {
                Client = $"perimeter:{client.DeviceApp}", Sha256 = AccessTokenText.HashOf(OwnToken), Roles = [AccessRoles.Device], DeviceApps = [client.DeviceApp],
            };
        }
    }

    private GatewayOptions Complete(GatewayOptions options)
    {
        try
        {
            var complete = Directory.Complete(options);
            var faults = complete.FindFaults();
            return faults.IsEmpty ? complete : throw new StartupException(string.Join(' ', faults));
        }
        catch (InvalidDataException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }
}
