namespace QkdMec.Grains.QkdLinks;

/// <summary>What a link does in time: error rate, condition, and how many bits it has made and not yet handed over.</summary>
internal sealed class LinkProcess(LinkPlan plan, QkdLinkOptions options)
{
    // An alarm ends only well below the threshold, else a link at the threshold would flap and its routes with it.
    private const double AlarmEndShare = 0.9;

    private const double LongestPauseShare = 0.75;
    private const int RefusalsOfAnIdlePair = 60;

    private readonly QberProcess qber = new(plan.Device.Qber, plan.Seed);
    private readonly OutageProcess outages = new(plan.Outages, plan.Seed);
    private TimeSpan untilFirstKey = plan.Device.Block.Delay;
    private double allowanceBits;
    private double initialBits;
    private int refusals;

    public LinkCondition Condition { get; private set; } = LinkCondition.Starting;

    public double Qber { get; private set; } = plan.Device.Qber.Mean;

    public double RateBitsPerSecond => Condition == LinkCondition.Up ? plan.Device.RateBitsPerSecond(plan.Fibre.LossDb, Qber) : 0;

    public LinkQuality Quality =>
        new(RateBitsPerSecond, plan.NominalRateBitsPerSecond, plan.Fibre.LossDb, Qber, plan.Device.Qber.Threshold);

    /// <summary>The size of this link's blocks, head included: about <see cref="QkdLinkOptions.BlockPeriod"/> of its rate.</summary>
    public int BlockBytes { get; } = options.BlockBytesAt(plan.NominalRateBitsPerSecond);

    /// <summary>How long nobody is asked whether there is room.</summary>
    public TimeSpan Resting { get; private set; }

    /// <summary>Whether enough was made for a block, and somebody may have room for it.</summary>
    public bool HasBlock => Condition == LinkCondition.Up && Resting <= TimeSpan.Zero && allowanceBits + initialBits >= 8.0 * BlockBytes;

    /// <summary>Adds what the devices have ready when the link runs for the first time. The caller sees to it that it is the first.</summary>
    public void AddInitialStore() => initialBits += 8.0 * plan.InitialStoreBytes;

    /// <summary>Moves on; true when the condition changed.</summary>
    public bool Advance(TimeSpan elapsed, QkdLinkState switches)
    {
        var before = Condition;
        Qber = QberProfile.Intercepted(qber.Advance(elapsed), switches.EavesdroppedFraction);
        outages.Advance(elapsed);
        Resting -= Resting > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
        Condition = Decide(elapsed, switches.IsCut || outages.IsDown);
        if (Condition == LinkCondition.Up)
        {
            var ceiling = Math.Max(8.0 * BlockBytes, RateBitsPerSecond * options.AllowancePeriod.TotalSeconds);
            allowanceBits = Math.Min(ceiling, allowanceBits + (RateBitsPerSecond * elapsed.TotalSeconds));
        }
        else
        {
            allowanceBits = 0;
        }

        return Condition != before;
    }

    /// <summary>Hands a block over, from the initial store first.</summary>
    public void Spend()
    {
        var bits = 8.0 * BlockBytes;
        var fromStore = Math.Min(bits, initialBits);
        initialBits -= fromStore;
        allowanceBits -= bits - fromStore;
        refusals = 0;
    }

    /// <summary>Nobody has room now: to ask at every tick would keep the pools of an idle network busy with answering. Longer where nobody had for long, and no key is lost by it.</summary>
    public void Rest()
    {
        var longest = LongestPauseShare * options.AllowancePeriod;
        Resting = ++refusals > RefusalsOfAnIdlePair && longest > options.FullPause ? longest : options.FullPause;
    }

    private LinkCondition Decide(TimeSpan elapsed, bool isCut)
    {
        if (isCut)
        {
            untilFirstKey = plan.Device.Block.Delay;
            return LinkCondition.Cut;
        }

        var limit = plan.Device.Qber.Threshold * (Condition == LinkCondition.Alarm ? AlarmEndShare : 1);
        if (Qber > limit)
        {
            untilFirstKey = plan.Device.Block.Delay;
            return LinkCondition.Alarm;
        }

        untilFirstKey -= elapsed;
        return untilFirstKey > TimeSpan.Zero ? LinkCondition.Starting : LinkCondition.Up;
    }
}
