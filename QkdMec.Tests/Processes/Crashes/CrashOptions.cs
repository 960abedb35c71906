namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What a run of crashes does.</summary>
internal sealed record CrashOptions
{
    /// <summary>How often the product is killed. 100.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>What every choice is drawn from. 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The most answers before a kill; a round draws its number from 1 to this, small ones as often as large ones. 4000.</summary>
    public int MostAnswers { get; init; } = 4000;
}
