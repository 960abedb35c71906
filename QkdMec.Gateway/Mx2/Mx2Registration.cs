using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Mx2;

/// <summary>Registers what the operations need.</summary>
internal static class Mx2Registration
{
    public static IServiceCollection AddMx2(this IServiceCollection services) => services
        .AddSingleton(provider => new CallbackPolicy(provider.GetRequiredService<GatewayAddress>().OwnListeners, OwnNames.Read()))
        .AddSingleton<CreateAppContextOperation>();
}
