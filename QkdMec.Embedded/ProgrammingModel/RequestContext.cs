using System.Collections.Immutable;
using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls, and with the calls those make.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableSortedDictionary<string, object>?> Values = new();

    internal static ImmutableSortedDictionary<string, object>? Current
    {
        get => Values.Value;
        set
        {
            if (!ReferenceEquals(Values.Value, value))
                Values.Value = value;
        }
    }

    /// <summary>What travels with a call that starts here: the values, and the trace in hand when somebody records it.</summary>
    internal static ImmutableSortedDictionary<string, object>? WithTrace() => Activity.Current is { Recorded: true, Id: { } id }
        ? (Current ?? ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal)).SetItem("traceparent", id)
        : Current;

    /// <summary>The value under this key; null when there is none.</summary>
    public static object? Get(string key) => Current?.GetValueOrDefault(key);

    /// <summary>Keeps a value for the calls made from here on: a string, number, <see cref="bool"/> or <see cref="Guid"/>.</summary>
    public static void Set(string key, object value) =>
        Current = (Current ?? ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal)).SetItem(key, value);
}
