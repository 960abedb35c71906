using System.Reflection;
using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Activations;

/// <summary>What a cluster of virtual silos runs and how.</summary>
public sealed class GrainClusterOptions
{
    /// <summary>Assemblies whose grain classes and messages the cluster knows.</summary>
    public IReadOnlyList<Assembly> Assemblies { get; init; } = [];

    /// <summary>Grain classes and messages known besides those of <see cref="Assemblies"/>.</summary>
    public IReadOnlyList<Type> Types { get; init; } = [];

    /// <summary>A call without an answer fails with <see cref="TimeoutException"/> after this time. 30 s as in Orleans.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An activation nobody called for this long is deactivated, so that an idle grain costs nothing.</summary>
    public TimeSpan IdleAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often idle activations are looked for.</summary>
    public TimeSpan IdleScanPeriod { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The clock of time-outs, timers and idle collection. A simulation sets its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Sees every frame that crosses between silos.</summary>
    public ICallTap? Tap { get; init; }
}
