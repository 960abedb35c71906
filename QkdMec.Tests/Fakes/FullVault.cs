using System.Reflection;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Fakes;

/// <summary>A vault whose disk can be full: then everything that is there can be read, and nothing be written.</summary>
internal class FullVault : DispatchProxy
{
    private IKeyVault inner = null!;

    /// <summary>Whether there is no room.</summary>
    public bool IsFull { get; set; }

    /// <summary>Puts one in front of a vault.</summary>
    public static (IKeyVault Vault, FullVault Disk) Of(IKeyVault inner)
    {
        var vault = Create<IKeyVault, FullVault>();
        var disk = (FullVault)(object)vault;
        disk.inner = inner;
        return (vault, disk);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var isReading = targetMethod!.IsSpecialName || targetMethod.Name
            is nameof(IKeyVault.GetPoolAsync) or nameof(IKeyVault.ListAsync) or nameof(IKeyVault.LoadAsync) or nameof(IKeyVault.LoadMarksAsync);
        return !IsFull || isReading ? targetMethod.Invoke(inner, args) : throw new KeyVaultException("the disk is full");
    }
}
