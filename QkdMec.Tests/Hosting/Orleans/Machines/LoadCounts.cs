namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>How often clients were served and not, by kind. Safe for several threads.</summary>
internal sealed class LoadCounts
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<LoadKind, (int Served, int Refused)> counts = [];

    /// <summary>Counts one.</summary>
    public void Add(LoadKind kind, bool isServed)
    {
        lock (gate)
        {
            var (served, refused) = counts.GetValueOrDefault(kind);
            counts[kind] = isServed ? (served + 1, refused) : (served, refused + 1);
        }
    }

    /// <summary>How often clients of a kind were served.</summary>
    public int ServedOf(LoadKind kind)
    {
        lock (gate)
        {
            return counts.GetValueOrDefault(kind).Served;
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return string.Join(", ", counts.Select(one => $"{one.Key.ToString().ToLowerInvariant()} {one.Value.Served} ({one.Value.Refused} not served)"));
        }
    }
}
