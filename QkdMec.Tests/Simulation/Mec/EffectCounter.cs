namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Counts what the system does: each write and each call between grains, before and after it. At one of them it can be struck.</summary>
internal sealed class EffectCounter
{
    private readonly List<string> met = [];
    private Action? strike;
    private int fatal;
    private bool counts;

    /// <summary>The effects counted, in their order.</summary>
    public IReadOnlyList<string> Met => met;

    /// <summary>Counts from here on.</summary>
    /// <param name="at">The number of the effect that strikes, from 1; 0 for none.</param>
    /// <param name="what">What happens there.</param>
    public void Begin(int at, Action what)
    {
        met.Clear();
        (fatal, strike, counts) = (at, what, true);
    }

    /// <summary>Counts no more.</summary>
    public void End() => counts = false;

    /// <summary>An effect is reached. What it strikes never goes on from here.</summary>
    public async ValueTask PassAsync(string effect)
    {
        if (!counts)
        {
            return;
        }

        met.Add(effect);
        if (met.Count == fatal)
        {
            counts = false;
            strike!();
            await new TaskCompletionSource().Task;
        }
    }
}
