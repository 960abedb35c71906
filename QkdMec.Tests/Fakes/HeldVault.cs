using System.Reflection;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Fakes;

/// <summary>A vault whose next look at a pool waits until it is let go; all else goes through.</summary>
internal class HeldVault : DispatchProxy
{
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IKeyVault inner = null!;
    private bool holds;

    /// <summary>Puts one in front of a vault.</summary>
    public static (IKeyVault Vault, HeldVault Hold) Of(IKeyVault inner)
    {
        var vault = Create<IKeyVault, HeldVault>();
        var hold = (HeldVault)(object)vault;
        hold.inner = inner;
        return (vault, hold);
    }

    /// <summary>Holds the next look.</summary>
    public void HoldNext() => holds = true;

    /// <summary>Lets it go.</summary>
    public void Release() => released.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(inner, args);
        if (targetMethod.Name != nameof(IKeyVault.GetPoolAsync) || !holds)
        {
            return answer;
        }

        holds = false;
        return new ValueTask<VaultPool>(AfterReleaseAsync((ValueTask<VaultPool>)answer!));
    }

    private async Task<VaultPool> AfterReleaseAsync(ValueTask<VaultPool> answer)
    {
        await released.Task;
        return await answer;
    }
}
