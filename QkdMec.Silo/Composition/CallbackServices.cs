using System.Security.Cryptography.X509Certificates;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Notifications;
using QkdMec.Protocols.Tls;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Running;

namespace QkdMec.Silo.Composition;

/// <summary>What a silo needs to call device applications back.</summary>
internal static class CallbackServices
{
    /// <summary>Adds guarded connections and the sender of notifications.</summary>
    /// <exception cref="StartupException">The authorities of call-backs cannot be read.</exception>
    public static IServiceCollection AddCallbacks(this IServiceCollection services, SystemParts parts)
    {
        var limits = new NotificationSenderOptions { Authorities = AuthoritiesOf(parts) };
        services.AddNotifications(new NotificationOptions());
        services.AddSingleton(new GuardedConnections([.. ListenersOf(parts.Plan).Distinct()]));
        return services.AddSingleton<INotificationSender>(provider => new NotificationSender(
            provider.GetRequiredService<GuardedConnections>(),
            provider.GetRequiredService<NotificationOptions>(),
            limits,
            provider.GetRequiredService<TimeProvider>()));
    }

    private static X509Certificate2Collection? AuthoritiesOf(SystemParts parts)
    {
        var file = new GatewayDirectory(Path.Combine(parts.Data.Root, GatewayDirectory.Name)).CallbackAuthoritiesFile;
        try
        {
            return File.Exists(file) ? TrustedAuthorities.Read(file) : null;
        }
        catch (InvalidDataException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }

    private static IEnumerable<Uri> ListenersOf(SystemPlan plan)
    {
        var process = plan.Process;
        Uri?[] own = [process.Gateway, process.ReachedGateway, GatewayListener.PublicOf(plan), plan.Options.Grpc, process.Client, process.Health];
        return own.OfType<Uri>()
            .Concat(plan.AllSites.SelectMany(site => site.KeyAddresses.Concat(site.MoreKeyAddresses)))
            .Concat(plan.Sites.Select(site => site.KeptKeyAddress).OfType<Uri>())
            .Concat((process as MachinePlan)?.SystemListeners ?? []);
    }
}
