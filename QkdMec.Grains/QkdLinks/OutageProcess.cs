namespace QkdMec.Grains.QkdLinks;

/// <summary>The failures of a link in time, the same for the same seed whatever the steps. It starts whole; without a profile it never fails.</summary>
internal sealed class OutageProcess
{
    private readonly OutageProfile? profile;
    private readonly SeededNumbers chance;
    private TimeSpan untilChange;

    public OutageProcess(OutageProfile? profile, ulong seed)
    {
        (this.profile, chance) = (profile, new SeededNumbers(seed ^ 0x0D07_A6E5));
        untilChange = profile is null ? TimeSpan.MaxValue : Next(profile.MeanTimeBetween);
    }

    /// <summary>Whether the link has failed.</summary>
    public bool IsDown { get; private set; }

    public void Advance(TimeSpan elapsed)
    {
        if (profile is null)
        {
            return;
        }

        for (untilChange -= elapsed; untilChange <= TimeSpan.Zero; untilChange += Next(IsDown ? profile.MeanTimeToRepair : profile.MeanTimeBetween))
        {
            IsDown = !IsDown;
        }
    }

    private TimeSpan Next(TimeSpan mean) => mean * -Math.Log(chance.NextUniform());
}
