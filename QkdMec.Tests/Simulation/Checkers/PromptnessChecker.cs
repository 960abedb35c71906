namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rule 7: an answer comes soon, whatever is dead.</summary>
public sealed class PromptnessChecker(TimeSpan limit)
{
    public void Answered(string request, TimeSpan elapsed)
    {
        if (elapsed > limit)
        {
            throw new RuleBrokenException(7, $"{request} took {elapsed}, at most {limit} is allowed");
        }
    }
}
