using System.Reflection;

namespace QkdMec.Tests.Fakes;

/// <summary>A grain factory of a system without grains; a proxy, because Orleans' interface has more members than the embedded one.</summary>
internal class NoGrains : DispatchProxy
{
    public static IGrainFactory Create() => Create<IGrainFactory, NoGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        throw new InvalidOperationException($"no grain was expected to be called, but {targetMethod} with '{args?.FirstOrDefault()}' was");
}
