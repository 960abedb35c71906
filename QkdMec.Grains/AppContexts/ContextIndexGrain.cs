using System.Collections.Immutable;

namespace QkdMec.Grains.AppContexts;

/// <summary>Keeps a node of the index.</summary>
internal sealed class ContextIndexGrain([PersistentState("index")] IPersistentState<ContextIndexState> state) : Grain, IContextIndexGrain
{
    private const int RootParts = 2;

    private ContextIndexNode Node => new(state.State, Digits);

    private string Digits => this.GetPrimaryKeyString().Split('/') is { Length: > RootParts } parts ? parts[RootParts] : "";

    public async Task AddAsync(ImmutableArray<string> contexts, CancellationToken cancellationToken)
    {
        if (Node.IsSplit)
        {
            await AddBelowAsync(Node.ByDigit(contexts), cancellationToken);
            return;
        }

        if (!Node.Add(contexts))
        {
            return;
        }

        if (Node.MustSplit)
        {
            // The nodes below have everything before this one lets go of it; a crash between leaves copies, which do no harm.
            await GuardAsync(() => AddBelowAsync(Node.ByDigit(), cancellationToken));
            Node.Split();
        }

        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
    }

    public async Task RemoveAsync(string context, CancellationToken cancellationToken)
    {
        if (Node.IsSplit)
        {
            await Task.WhenAll(Node.ByDigit([context]).Select(group => Below(group.Key).RemoveAsync(context, cancellationToken)));
        }
        else if (Node.Remove(context))
        {
            await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        }
    }

    public async Task<ImmutableArray<string>> ListAsync(string after, int count, CancellationToken cancellationToken)
    {
        if (!Node.IsSplit)
        {
            return Node.List(after, count);
        }

        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var digit in Node.DigitsFrom(after))
        {
            if (found.Count >= count)
            {
                break;
            }

            found.AddRange(await Below(digit).ListAsync(after, count - found.Count, cancellationToken));
        }

        return found.ToImmutable();
    }

    private Task AddBelowAsync(IEnumerable<IGrouping<char, string>> groups, CancellationToken cancellationToken) =>
        Task.WhenAll(groups.Select(group => Below(group.Key).AddAsync([.. group], cancellationToken)));

    private IContextIndexGrain Below(char digit) => GrainFactory.GetGrain<IContextIndexGrain>(
        Digits.Length == 0 ? $"{this.GetPrimaryKeyString()}/{digit}" : this.GetPrimaryKeyString() + digit);

    private async Task GuardAsync(Func<Task> effect)
    {
        try
        {
            await effect();
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }
}
