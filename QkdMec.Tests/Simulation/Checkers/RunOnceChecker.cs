namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>
/// Repeats (ADR 0007): a function runs at most once for an invocation; what the client's SAE says about whether it ran is true. A function that may run
/// twice does so at most twice, and never on one activation of the host end while that remembers the invocation. An invocation whose messages
/// somebody else delivered, or whose answers he forged, counts as one that may run twice, and nothing is known about whether it ran.
/// </summary>
public sealed class RunOnceChecker(TimeSpan memory)
{
    private readonly Dictionary<long, Invocation> _invocations = [];

    /// <summary>A client asks.</summary>
    public void Begin(long invocation, bool mayRunTwice) => _invocations.Add(invocation, new Invocation { MayRunTwice = mayRunTwice });

    /// <summary>Somebody else delivers a message of this invocation, or forges an answer to it.</summary>
    public void Touch(long invocation) => _invocations[invocation].IsTouched = true;

    /// <summary>The function starts.</summary>
    /// <param name="invocation">For this invocation.</param>
    /// <param name="activation">On this activation of the host end.</param>
    /// <param name="now">The host's clock.</param>
    public void Run(long invocation, int activation, DateTimeOffset now)
    {
        var known = _invocations[invocation];
        known.Runs++;
        if (known.RememberedUntil.TryGetValue(activation, out var until) && now < until)
        {
            throw new RuleBrokenException(5, $"invocation {invocation} ran again on the activation that remembered it");
        }

        known.RememberedUntil[activation] = DateTimeOffset.MaxValue;
        if (known.Runs > (known.MayRunTwice || known.IsTouched ? 2 : 1))
        {
            throw new RuleBrokenException(5, $"invocation {invocation} ran {known.Runs} times");
        }

        Compare(invocation, known);
    }

    /// <summary>The function ended.</summary>
    public void End(long invocation, int activation, DateTimeOffset now) =>
        _invocations[invocation].RememberedUntil[activation] = now + memory;

    /// <summary>The client's SAE told how it went.</summary>
    /// <param name="invocation">The invocation.</param>
    /// <param name="didRun">Whether it says the function ran; null when it does not know.</param>
    public void Tell(long invocation, bool? didRun)
    {
        _invocations[invocation].DidRun = didRun;
        Compare(invocation, _invocations[invocation]);
    }

    private static void Compare(long invocation, Invocation known)
    {
        if (known is { DidRun: true, Runs: 0 })
        {
            throw new RuleBrokenException(5, $"invocation {invocation} was answered but never ran");
        }

        if (known is { DidRun: false, Runs: > 0, IsTouched: false })
        {
            throw new RuleBrokenException(5, $"the client was told that invocation {invocation} did not run, but it did");
        }
    }

    private sealed class Invocation
    {
        public bool MayRunTwice { get; init; }

        public bool IsTouched { get; set; }

        public int Runs { get; set; }

        public bool? DidRun { get; set; }

        public Dictionary<int, DateTimeOffset> RememberedUntil { get; } = [];
    }
}
