using QkdMec.Grains.AppContexts;

namespace QkdMec.Grains.Relocations;

/// <summary>What came of many moves.</summary>
/// <param name="Moved">How many contexts left.</param>
/// <param name="Stayed">How many could not.</param>
/// <param name="Refusal">Why the last of them stayed.</param>
internal readonly record struct RelocationTally(int Moved, int Stayed, string Refusal)
{
    /// <summary>With one move more.</summary>
    public RelocationTally With(MoveOutcome outcome) => outcome.Status switch
    {
        MoveStatus.Moved => this with { Moved = Moved + 1 },
        MoveStatus.NotThere => this,
        _ => this with { Stayed = Stayed + 1, Refusal = outcome.Reason },
    };

    /// <summary>With all that the other one counts.</summary>
    public RelocationTally With(RelocationTally other) => new(Moved + other.Moved, Stayed + other.Stayed, other.Stayed > 0 ? other.Refusal : Refusal);
}
