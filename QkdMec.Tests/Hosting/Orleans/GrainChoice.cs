using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using QkdMec.Grains.Identity;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Hosting;

/// <summary>Orleans finds every grain class of a program; a test says which of ours a silo has.</summary>
internal static class GrainChoice
{
    /// <summary>Leaves out the grain classes that stand in for others.</summary>
    public static IServiceCollection WithoutStandIns(this IServiceCollection services) =>
        services.KeepGrains(type => type != typeof(TestNetworkGrain) && type != typeof(TestSecurityContextGrain));

    /// <summary>Keeps only these of the grain classes of product and tests.</summary>
    public static IServiceCollection KeepGrains(this IServiceCollection services, Predicate<Type> keep) => services.PostConfigure<GrainTypeOptions>(
        options => options.Classes.RemoveWhere(type => IsOurs(type) && !keep(type)));

    private static bool IsOurs(Type type) => type.Assembly == typeof(GrainChoice).Assembly || type.Assembly == typeof(SiteId).Assembly;
}
