using System.Collections.Immutable;
using System.Reflection;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>A vault of which one next call waits until it is let go, or fails then; all else goes through.</summary>
internal class HeldVault : DispatchProxy
{
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IKeyVault inner = null!;
    private string? held;
    private int passing;

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

    /// <summary>Holds a reading of a block.</summary>
    /// <param name="after">How many go through before it.</param>
    public void HoldNextLoad(int after = 0) => (held, passing) = (nameof(IKeyVault.LoadAsync), after);

    /// <summary>Holds the next list of blocks: it says what was there when it was asked for.</summary>
    public void HoldNextList() => held = nameof(IKeyVault.ListAsync);

    /// <summary>Holds the next claim of a block.</summary>
    public void HoldNextClaim() => held = nameof(IKeyVault.ServeAsync);

    /// <summary>Lets it go.</summary>
    public void Release() => released.SetResult();

    /// <summary>Lets it fail.</summary>
    public void Fail() => released.SetException(new KeyVaultException("the disk is full"));

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(inner, args);
        if (targetMethod.Name != held || passing-- > 0)
        {
            return answer;
        }

        held = null;
        arrived.SetResult();
        return answer switch
        {
            ValueTask<KeyMaterial?> block => AfterReleaseAsync(block),
            ValueTask<ListenerLife?> server => AfterReleaseAsync(server),
            ValueTask<ImmutableArray<BlockRecord>> list => AfterReleaseAsync(list),
            _ => AfterReleaseAsync((ValueTask<VaultPool>)answer!),
        };
    }

    private async ValueTask<T> AfterReleaseAsync<T>(ValueTask<T> answer)
    {
        await released.Task;
        return await answer;
    }
}
