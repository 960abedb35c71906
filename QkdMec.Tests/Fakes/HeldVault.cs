using System.Reflection;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>A vault whose next look at a pool, or next reading of a block, waits until it is let go; all else goes through.</summary>
internal class HeldVault : DispatchProxy
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IKeyVault inner = null!;
    private string? held;

    /// <summary>Ends when somebody waits.</summary>
    public Task Arrived => arrived.Task;

    /// <summary>Puts one in front of a vault.</summary>
    public static (IKeyVault Vault, HeldVault Hold) Of(IKeyVault inner)
    {
        var vault = Create<IKeyVault, HeldVault>();
        var hold = (HeldVault)(object)vault;
        hold.inner = inner;
        return (vault, hold);
    }

    /// <summary>Holds the next look at a pool.</summary>
    public void HoldNext() => held = nameof(IKeyVault.GetPoolAsync);

    /// <summary>Holds the next reading of a block.</summary>
    public void HoldNextLoad() => held = nameof(IKeyVault.LoadAsync);

    /// <summary>Lets it go.</summary>
    public void Release() => released.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(inner, args);
        if (targetMethod.Name != held)
        {
            return answer;
        }

        held = null;
        arrived.SetResult();
        return answer is ValueTask<KeyMaterial?> block ? AfterReleaseAsync(block) : AfterReleaseAsync((ValueTask<VaultPool>)answer!);
    }

    private async ValueTask<T> AfterReleaseAsync<T>(ValueTask<T> answer)
    {
        await released.Task;
        return await answer;
    }
}
