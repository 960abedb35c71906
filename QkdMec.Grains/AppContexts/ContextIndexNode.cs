using System.Collections.Immutable;

namespace QkdMec.Grains.AppContexts;

/// <summary>The rules of a node of the index.</summary>
/// <param name="state">What is stored of it.</param>
/// <param name="prefix">The digits that all its ids begin with.</param>
internal sealed class ContextIndexNode(ContextIndexState state, string prefix)
{
    /// <summary>The most ids in a node: few enough that a write stays small, enough that a page needs few nodes.</summary>
    public const int Limit = 64;

    /// <summary>The digits that nodes below are told apart by.</summary>
    public const string Digits = "0123456789abcdef";

    /// <summary>Whether the ids stand in the nodes below.</summary>
    public bool IsSplit => state.IsSplit;

    /// <summary>Whether the ids do not fit into this node.</summary>
    public bool MustSplit => !state.IsSplit && state.Contexts.Count > Limit;

    /// <summary>Adds ids to this node; false when all were in.</summary>
    public bool Add(IEnumerable<string> contexts)
    {
        var changed = false;
        foreach (var context in contexts)
        {
            var place = state.Contexts.BinarySearch(context, StringComparer.Ordinal);
            if (place < 0)
            {
                state.Contexts.Insert(~place, context);
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Removes an id from this node; false when it was not in.</summary>
    public bool Remove(string context)
    {
        var place = state.Contexts.BinarySearch(context, StringComparer.Ordinal);
        if (place < 0)
        {
            return false;
        }

        state.Contexts.RemoveAt(place);
        return true;
    }

    /// <summary>The ids of this node after <paramref name="after"/>.</summary>
    public ImmutableArray<string> List(string after, int count) =>
        [.. state.Contexts.Where(context => string.CompareOrdinal(context, after) > 0).Take(count)];

    /// <summary>The ids by the digit of the node below that they belong to.</summary>
    public IEnumerable<IGrouping<char, string>> ByDigit(IEnumerable<string> contexts) =>
        contexts.Where(context => context.Length > prefix.Length).GroupBy(context => context[prefix.Length]).OrderBy(group => group.Key);

    /// <summary>The ids of this node by the digit of the node below that they belong to.</summary>
    public IEnumerable<IGrouping<char, string>> ByDigit() => ByDigit(state.Contexts);

    /// <summary>The nodes below have the ids.</summary>
    public void Split() => (state.IsSplit, state.Contexts) = (true, []);

    /// <summary>The digits of nodes below that may hold ids after <paramref name="after"/>: all of them where every id of this node comes after it.</summary>
    public string DigitsFrom(string after) => after.Length > prefix.Length && after.StartsWith(prefix, StringComparison.Ordinal)
        ? new string([.. Digits.Where(digit => digit >= after[prefix.Length])])
        : Digits;
}
