using System.Collections.Concurrent;
using System.Reflection;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Fakes;

/// <summary>Real grains, but every application is on the same host without an orchestrator.</summary>
internal class PlacedGrains : DispatchProxy
{
    private IGrainFactory real = null!;

    /// <summary>Contexts that exist, with the application they are for.</summary>
    public ConcurrentDictionary<string, string> Contexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose each context is.</summary>
    public ConcurrentDictionary<string, string> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>Contexts ever created.</summary>
    public int Created { get; set; }

    public static (IGrainFactory Grains, PlacedGrains Placement) Create(IGrainFactory real)
    {
        var proxy = Create<IGrainFactory, PlacedGrains>();
        var placement = (PlacedGrains)(object)proxy;
        placement.real = real;
        return (proxy, placement);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var grain = targetMethod!.IsGenericMethod ? targetMethod.GetGenericArguments()[0] : null;
        return grain == typeof(IAppCatalogGrain) ? new OneAppCatalog()
            : grain == typeof(IAppContextGrain) ? new PlacedContext(this, real, (string)args![0]!)
            : targetMethod.Invoke(real, args);
    }
}
