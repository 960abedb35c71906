using System.Reflection;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>A vault of which one method does something else; all others go through.</summary>
internal class AlteredVault : DispatchProxy
{
    private IKeyVault _inner = null!;
    private string _method = "";
    private Func<IKeyVault, object?[], object?> _instead = null!;

    /// <summary>Puts it in front of a vault.</summary>
    /// <param name="inner">The vault.</param>
    /// <param name="method">The name of the method.</param>
    /// <param name="instead">What is done instead, with the vault and the method's arguments.</param>
    public static IKeyVault Of(IKeyVault inner, string method, Func<IKeyVault, object?[], object?> instead)
    {
        var vault = Create<IKeyVault, AlteredVault>();
        var altered = (AlteredVault)(object)vault;
        (altered._inner, altered._method, altered._instead) = (inner, method, instead);
        return vault;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == _method ? _instead(_inner, args!) : targetMethod.Invoke(_inner, args);
}
