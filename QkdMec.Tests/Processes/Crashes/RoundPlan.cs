namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What one round does; all of it drawn from the run's seed.</summary>
/// <param name="Round">Its number, from 1.</param>
/// <param name="AnswersBeforeKill">The kill comes with this answer; 0: while the product starts.</param>
/// <param name="StartLived">How long it lives when it is killed while it starts.</param>
/// <param name="AnswersBeforeCopy">A copy of all databases is taken with this answer; null: none in this round.</param>
/// <param name="RollBack">What is put back while the product is down.</param>
internal sealed record RoundPlan(int Round, int AnswersBeforeKill, TimeSpan StartLived, int? AnswersBeforeCopy, RollBack RollBack)
{
    private const int MostStartMilliseconds = 3000;

    /// <summary>After all rounds: nothing is due any more.</summary>
    public static RoundPlan Last(CrashOptions options) => new(options.Rounds + 1, 0, default, null, new RollBack(State: false, null));

    /// <summary>Draws the next round.</summary>
    public static RoundPlan Draw(int round, CrashOptions options, Random random)
    {
        var duringStart = round > 1 && random.Next(8) == 0;
        var answers = duringStart ? 0 : (int)Math.Pow(options.MostAnswers, random.NextDouble());
        int? copy = answers > 1 && random.Next(2) == 0 ? random.Next(1, answers) : null;
        var site = CrashScenario.Sites[random.Next(CrashScenario.Sites.Count)];
        var rollBack = random.Next(12) switch
        {
            0 or 1 => new RollBack(State: true, VaultOf: null),
            2 or 3 => new RollBack(State: false, site),
            4 => new RollBack(State: true, site),
            _ => new RollBack(State: false, null),
        };
        return new RoundPlan(round, answers, TimeSpan.FromMilliseconds(random.Next(MostStartMilliseconds)), copy, rollBack);
    }
}

/// <summary>Which databases are put back to an older copy: those of one end of each pool, or the grain states of all.</summary>
/// <param name="State">The grain states of all sites.</param>
/// <param name="VaultOf">The vault of a site.</param>
internal sealed record RollBack(bool State, string? VaultOf)
{
    /// <summary>The files.</summary>
    public IReadOnlyList<string> Paths =>
        [.. State ? [DatabaseCopy.StatePath] : Array.Empty<string>(), .. VaultOf is { } site ? [DatabaseCopy.VaultPath(site)] : Array.Empty<string>()];
}
