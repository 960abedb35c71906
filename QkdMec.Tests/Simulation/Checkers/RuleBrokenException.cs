namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>A history breaks one of the rules that nothing may break.</summary>
public sealed class RuleBrokenException(int rule, string what) : Exception($"Rule {rule} is broken: {what}")
{
    public int Rule => rule;
}
