using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Operator;

namespace QkdMec.Gateway.Mx2;

/// <summary>Registers what the operations need.</summary>
internal static class Mx2Registration
{
    public static IServiceCollection AddMx2(this IServiceCollection services) => services
        .AddSingleton(provider => new CallbackPolicy(OwnListeners(provider), OwnNames.Read()))
        .AddSingleton(provider => new GuardedConnections(OwnListeners(provider)))
        .AddSingleton<CreateAppContextOperation>().AddSingleton<LocationAvailabilityOperation>();

    // An iterator, so that each look sees the listeners of the moment.
    private static IEnumerable<Uri> OwnListeners(IServiceProvider provider)
    {
        foreach (var own in provider.GetRequiredService<GatewayAddress>().OwnListeners.Concat(provider.GetRequiredService<INetworkDeployment>().KeyAddresses))
        {
            yield return own;
        }
    }
}
