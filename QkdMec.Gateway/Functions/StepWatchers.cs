using System.Collections.Concurrent;

namespace QkdMec.Gateway.Functions;

/// <summary>Counts who watches the steps of a context: each of them costs grain calls as long as it watches, whatever rate its client keeps.</summary>
internal sealed class StepWatchers
{
    private readonly ConcurrentDictionary<string, int> watchers = new(StringComparer.Ordinal);

    /// <summary>Whether another may watch; who may must <see cref="Leave"/>.</summary>
    public bool TryEnter(string context, int most)
    {
        if (watchers.AddOrUpdate(context, 1, static (_, count) => count + 1) <= most)
        {
            return true;
        }

        Leave(context);
        return false;
    }

    /// <summary>One watches no longer.</summary>
    public void Leave(string context)
    {
        if (watchers.AddOrUpdate(context, 0, static (_, count) => count - 1) == 0)
        {
            // Only when nobody came meanwhile.
            watchers.TryRemove(new KeyValuePair<string, int>(context, 0));
        }
    }
}
