namespace QkdMec.Grains.QkdLinks;

/// <summary>A value that wanders about 0 with deviation 1 (Ornstein–Uhlenbeck), exact for steps of any size. It starts anywhere in its stationary distribution.</summary>
internal sealed class WanderingValue(ulong seed)
{
    private readonly SeededNumbers chance = new(seed);
    private double? value;

    public double Value => value ??= chance.NextNormal();

    public double Advance(TimeSpan elapsed, TimeSpan correlationTime)
    {
        if (elapsed > TimeSpan.Zero)
        {
            var kept = Math.Exp(-elapsed / correlationTime);
            value = (Value * kept) + (Math.Sqrt(1 - (kept * kept)) * chance.NextNormal());
        }

        return Value;
    }
}
