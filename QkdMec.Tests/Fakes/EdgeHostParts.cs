using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Fakes;

/// <summary>What the MEC host <c>edge/edge-1</c> consists of in a test.</summary>
internal sealed class EdgeHostParts
{
    public static readonly HostId Host = HostId.Parse("edge/edge-1");

    public SteppedClock Clock { get; } = new();

    public SharedKeys Keys { get; } = new();

    public DelegatedFunctions Functions { get; } = new();

    /// <summary>What stands before the functions, such as a worker; by default nothing.</summary>
    public Func<IFunctionRuntime, IFunctionRuntime> Runtime { get; init; } = functions => functions;

    public SecurityContextOptions Options { get; init; } = new();

    public IServiceCollection Register(IServiceCollection services)
    {
        var sae = SaeId.Parse("sae-edge-1");
        var hosts = new HostTable(new Dictionary<HostId, HostParts> { [Host] = new(sae, Keys.Of(sae.Value), Runtime(Functions)) });
        return services.AddSingleton<TimeProvider>(Clock).AddSingleton<IIdSource, CountedIds>().AddSingleton<IHosts>(hosts).AddSecurityContexts(Options);
    }
}
