using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Gateway.Packages;

/// <summary>Registers the on-boarding of packages.</summary>
internal static class PackageRegistration
{
    public static IServiceCollection AddPackages(this IServiceCollection services) =>
        services.AddSingleton<PackageSources>().AddSingleton<PackageFetcher>().AddSingleton<PackageOnboarding>();
}
