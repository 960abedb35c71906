using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>What clients know of contexts.</summary>
internal sealed class ContextJournal
{
    private readonly List<ContextId> tried = [];
    private readonly List<ContextId> known = [];
    private readonly List<ContextId> gone = [];

    /// <summary>Every context anybody tried to create.</summary>
    public IReadOnlyList<ContextId> Tried => tried;

    /// <summary>Contexts that were acknowledged and that nobody tried to delete.</summary>
    public IReadOnlyList<ContextId> Known => known;

    /// <summary>Contexts whose deletion was acknowledged and that nobody tried to create since.</summary>
    public IReadOnlyList<ContextId> Gone => gone;

    public void Try(ContextId id) => tried.Add(id);

    public void Created(ContextId id)
    {
        // A repeated creation of a context that somebody deletes at the same time says nothing about the end.
        if (!known.Contains(id) && !gone.Contains(id) && !doubted.Contains(id))
        {
            known.Add(id);
        }
    }

    public void Doubt(ContextId id)
    {
        known.Remove(id);
        doubted.Add(id);
    }

    public void Deleted(ContextId id)
    {
        if (!gone.Contains(id))
        {
            gone.Add(id);
        }
    }

    public ContextId? SomeKnown(Func<int, int> below) => known.Count == 0 ? null : known[below(known.Count)];

    public ContextId? SomeTried(Func<int, int> below) => tried.Count == 0 ? null : tried[below(tried.Count)];

    private readonly HashSet<ContextId> doubted = [];
}
