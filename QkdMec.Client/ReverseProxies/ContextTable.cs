using QkdMec.Client.DeviceApps;

namespace QkdMec.Client.ReverseProxies;

/// <summary>One context per client and application, opened by the first request and shared by those that come meanwhile.</summary>
internal sealed class ContextTable(ClientPerimeterOptions options, ContextFactory factory) : IHostedService
{
    private readonly Lock gate = new();
    private readonly Dictionary<ContextOwner, Task<ContextLease>> slots = [];
    private bool isStopping;

    /// <summary>The contexts that are open, by owner.</summary>
    public IReadOnlyList<ClientContext> Open
    {
        get
        {
            lock (gate)
            {
                return [.. slots.Values.Where(slot => slot.IsCompletedSuccessfully).Select(slot => slot.Result.Context).OfType<ClientContext>()];
            }
        }
    }

    /// <summary>The context of a client for an application.</summary>
    public async Task<ContextLease> GetAsync(ContextOwner owner, string traceId, CancellationToken cancellationToken)
    {
        if (Slot(owner, traceId) is not { } slot)
        {
            return new ContextLease(null, new OpenedContext(OpenStatus.Rejected), IsFull: true);
        }

        ContextLease? lease = null;
        try
        {
            return lease = await slot.WaitAsync(cancellationToken);
        }
        finally
        {
            if (slot.IsCompleted && lease?.Context is null)
            {
                Remove(owner, slot);
            }
        }
    }

    /// <summary>The edge has this context on another host, where the next request goes, or does not know it any more: then the next request opens another.</summary>
    public void Leave(ContextOwner owner, ClientContext context)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(owner, out var slot) || !slot.IsCompletedSuccessfully || slot.Result.Context != context)
            {
                // Another request has seen to it.
                return;
            }

            if (factory.Follow(context) is { } followed)
            {
                slots[owner] = Task.FromResult(new ContextLease(followed, new OpenedContext(OpenStatus.Opened)));
                return;
            }

            slots.Remove(owner);
            factory.Forget(context);
        }
    }

    /// <summary>Tears a context down; null when there is none, false when the edge did not confirm.</summary>
    public async Task<bool?> CloseAsync(ContextOwner owner, CancellationToken cancellationToken)
    {
        Task<ContextLease>? slot;
        lock (gate)
        {
            slots.Remove(owner, out slot);
        }

        return slot is not null && (await slot.WaitAsync(cancellationToken)).Context is { } context
            ? await factory.CloseAsync(context.Remembered.ContextId, cancellationToken)
            : null;
    }

    /// <summary>Goes on with what a former process left.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var remembered in factory.Remembered())
        {
            var owner = new ContextOwner(remembered.Client, remembered.App);
            if (!slots.ContainsKey(owner) && factory.Resume(remembered) is { } context)
            {
                slots[owner] = Task.FromResult(new ContextLease(context, new OpenedContext(OpenStatus.Opened)));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Tears all contexts down, within a bounded time; the rest stays remembered for the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        ContextOwner[] owners;
        lock (gate)
        {
            isStopping = true;
            owners = [.. slots.Keys];
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.StopWithin);
        try
        {
            await Parallel.ForEachAsync(owners, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = limit.Token },
                async (owner, token) => await CloseAsync(owner, token));
        }
        catch (OperationCanceledException)
        {
            // Out of time: the file still holds what was not deleted.
        }
    }

    private Task<ContextLease>? Slot(ContextOwner owner, string traceId)
    {
        lock (gate)
        {
            if (slots.TryGetValue(owner, out var slot))
            {
                return slot;
            }

            return isStopping || slots.Count >= options.MaxContexts
                ? null
                : slots[owner] = Task.Run(() => factory.OpenAsync(owner, traceId));
        }
    }

    private void Remove(ContextOwner owner, Task<ContextLease> slot)
    {
        lock (gate)
        {
            if (slots.TryGetValue(owner, out var found) && found == slot)
            {
                slots.Remove(owner);
            }
        }
    }
}
