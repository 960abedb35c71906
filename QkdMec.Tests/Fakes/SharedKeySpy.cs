using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Fakes;

/// <summary>A vault that notes which shared keys it was asked to store; everything else goes through.</summary>
public class SharedKeySpy : DispatchProxy
{
    private IKeyVault inner = null!;
    private SpiedStore store = null!;

    /// <summary>The ids, in the order in which they came.</summary>
    public IReadOnlyCollection<Guid> Stored => store.Ids;

    /// <summary>Ends when keys were voided for the first time.</summary>
    public Task WhenVoided => store.Voided.Task;

    /// <summary>Wraps a vault.</summary>
    public static (IKeyVault Vault, SharedKeySpy Spy) On(IKeyVault inner)
    {
        var vault = Create<IKeyVault, SharedKeySpy>();
        var spy = (SharedKeySpy)(object)vault;
        (spy.inner, spy.store) = (inner, new SpiedStore(inner.SharedKeys));
        return (vault, spy);
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == $"get_{nameof(IKeyVault.SharedKeys)}" ? store : targetMethod.Invoke(inner, args);

    private sealed class SpiedStore(ISharedKeyStore inner) : ISharedKeyStore
    {
        public ConcurrentQueue<Guid> Ids { get; } = new();

        public TaskCompletionSource Voided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken)
        {
            foreach (var id in keys.Ids)
            {
                Ids.Enqueue(id);
            }

            return inner.StoreAsync(keys, bytes, cancellationToken);
        }

        public ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken) => inner.FindAsync(id, cancellationToken);

        public ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken) => inner.LoadAsync(id, cancellationToken);

        public ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken) =>
            inner.MarkFetchedAsync(ids, reader, at, cancellationToken);

        public async ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken)
        {
            await inner.VoidAsync(ids, until, cancellationToken);
            Voided.TrySetResult();
        }

        public ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken) =>
            inner.SweepAsync(now, fetchedBefore, cancellationToken);
    }
}
