namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>The app contexts of a run: one that was acknowledged stays known until its deletion, and not longer. Safe for several threads.</summary>
internal sealed class ContextLedger
{
    private readonly Lock gate = new();
    private readonly List<string> known = [];
    private readonly List<string> deleted = [];
    private readonly HashSet<string> ids = [];
    private readonly List<string> violations = [];

    /// <summary>What was against the rules.</summary>
    public IReadOnlyList<string> Violations => Copy(violations);

    /// <summary>Contexts that must be known, the oldest first.</summary>
    public IReadOnlyList<string> Known => Copy(known);

    /// <summary>Contexts that must not be known any more.</summary>
    public IReadOnlyList<string> Deleted => Copy(deleted);

    /// <summary>How many were acknowledged.</summary>
    public int Created
    {
        get
        {
            lock (gate)
            {
                return ids.Count;
            }
        }
    }

    /// <summary>A creation was acknowledged.</summary>
    public void Add(string id)
    {
        lock (gate)
        {
            Check(ids.Add(id), $"context id {id} was given twice");
            known.Add(id);
        }
    }

    /// <summary>A deletion is about to be asked for: until it is answered nobody knows.</summary>
    public void Deleting(string id)
    {
        lock (gate)
        {
            known.Remove(id);
        }
    }

    /// <summary>A deletion was acknowledged.</summary>
    public void HasDeleted(string id)
    {
        lock (gate)
        {
            deleted.Add(id);
        }
    }

    /// <summary>A deletion was answered that there is no such context.</summary>
    public void Lost(string id)
    {
        lock (gate)
        {
            Check(false, $"context {id} was acknowledged and is unknown");
        }
    }

    /// <summary>The system does not know a context.</summary>
    public void FoundUnknown(string id)
    {
        lock (gate)
        {
            Check(!known.Contains(id), $"context {id} was acknowledged and is unknown");
        }
    }

    /// <summary>The system was asked for a context after its deletion had been acknowledged, and knows it.</summary>
    public void FoundAgain(string id)
    {
        lock (gate)
        {
            Check(false, $"context {id} was deleted and is known again");
        }
    }

    private List<string> Copy(List<string> list)
    {
        lock (gate)
        {
            return [.. list];
        }
    }

    private void Check(bool holds, string violation)
    {
        if (!holds)
        {
            violations.Add(violation);
        }
    }
}
