namespace QkdMec.Grains.KeyListeners;

/// <summary>How the listeners of a site share its blocks. The same for all listeners of a site.</summary>
public sealed record ListenerOptions
{
    /// <summary>How long a listener serves its blocks after it last showed in the vault that it goes on. 2 s, from 0.5 to 10 s: what a crash keeps from the others.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a listener that did not answer must have been silent in the vault before others take over. 2.5 s, at least a quarter more than <see cref="Lease"/>, for clocks do not run alike.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long a listener waits for another one's answer. 700 ms, at most 1 s: the key API answers within 2 s whatever is dead.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a block that another listener serves is kept in memory. 1 s, at most 5 s.</summary>
    public TimeSpan VisitTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a listener in use shows that it goes on: four times in a lease.</summary>
    internal TimeSpan BeatPeriod => Lease / 4;

    /// <summary>What is wrong with these options, each with its remedy; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (Lease < TimeSpan.FromSeconds(0.5) || Lease > TimeSpan.FromSeconds(10) || Silence < 1.25 * Lease)
        {
            yield return $"Lease, Silence are {Lease}, {Silence}: choose 0.5 s to 10 s, and at least 1.25 leases";
        }

        if (AskTimeout <= TimeSpan.Zero || AskTimeout > TimeSpan.FromSeconds(1) || VisitTime <= TimeSpan.Zero || VisitTime > TimeSpan.FromSeconds(5))
        {
            yield return $"AskTimeout, VisitTime are {AskTimeout}, {VisitTime}: choose at most 1 s, 5 s";
        }
    }
}
