namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rule 6: what was acknowledged is there after any crash, until it was used or an end lost its memory for good.</summary>
/// <typeparam name="T">What is acknowledged.</typeparam>
public sealed class DurabilityChecker<T> where T : notnull
{
    private readonly List<T> _order = [];
    private readonly HashSet<T> _owed = [];

    /// <summary>What was acknowledged and neither used nor excused, in order.</summary>
    public IReadOnlyList<T> Owed => [.. _order.Where(_owed.Contains)];

    public void Acknowledge(T what)
    {
        _order.Add(what);
        _owed.Add(what);
    }

    /// <summary>It was found, or its owner gave it up.</summary>
    public void Settle(T what) => _owed.Remove(what);

    /// <summary>Nothing acknowledged so far need be there: an end was rolled back to an older copy.</summary>
    public void ExcuseAll() => _owed.Clear();

    /// <summary>Its owner was told that one of these things does not exist. Of what is owed that is wrong at any time: it gives it up then.</summary>
    public void Deny(IReadOnlyCollection<T> some, string seen = "")
    {
        if (some.All(_owed.Contains))
        {
            throw new RuleBrokenException(6, $"{string.Join(", ", some)} was acknowledged and is denied; {seen}");
        }
    }

    /// <summary>Tells whether one of the owed things is there.</summary>
    public void Demand(T what, bool isThere, string seen = "")
    {
        if (_owed.Contains(what) && !isThere)
        {
            throw new RuleBrokenException(6, $"{what} was acknowledged and is gone; {seen}");
        }

        _owed.Remove(what);
    }
}
