namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rule 5: a key id activates once, anywhere, and generations of a context only rise, whatever crashes or comes twice.</summary>
public sealed class ActivationChecker
{
    private readonly HashSet<Guid> _keys = [];
    private readonly HashSet<(string, long)> _generations = [];
    private readonly Dictionary<string, long> _highest = [];

    /// <summary>The highest generation that a context activated so far. An activation that begins now must end above it.</summary>
    public long HighestOf(string place) => _highest.GetValueOrDefault(place);

    /// <summary>A host said that it holds a key.</summary>
    /// <param name="place">The <c>site/host/context</c>.</param>
    /// <param name="key">The key's id.</param>
    /// <param name="generation">Its generation.</param>
    /// <param name="above">What <see cref="HighestOf"/> said when the activation began.</param>
    public void Activate(string place, Guid key, long generation, long above)
    {
        if (!_keys.Add(key))
        {
            throw new RuleBrokenException(5, $"key {key} was activated a second time, at {place} as generation {generation}");
        }

        if (generation <= above || !_generations.Add((place, generation)))
        {
            throw new RuleBrokenException(5, $"{place} activated generation {generation}, having had {Math.Max(above, HighestOf(place))}");
        }

        _highest[place] = Math.Max(HighestOf(place), generation);
    }
}
