namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>A history breaks one of the rules that nothing may break.</summary>
public sealed class RuleBrokenException : Exception
{
    /// <summary>Says which rule, and how.</summary>
    public RuleBrokenException(int rule, string what) : base($"Rule {rule} is broken: {what}") => Rule = rule;

    /// <summary>Tells again of what was seen where nobody heard it.</summary>
    public RuleBrokenException(RuleBrokenException seen) : base(seen.Message, seen) => Rule = seen.Rule;

    /// <summary>The number of the rule, as in the design.</summary>
    public int Rule { get; }
}
