namespace QkdMec.Protocols.Placements;

/// <summary>A directed link and the key rate it gives; the unit of rates is the caller's, the same throughout.</summary>
/// <param name="From">The node it begins at.</param>
/// <param name="To">The node it ends at.</param>
/// <param name="Rate">Its secret key rate.</param>
public readonly record struct KeyLink(int From, int To, double Rate)
{
    /// <summary>
    /// What a link can give over a horizon when key is stored beside it: the stored key lets demand exceed the rate for a while, and a store below its reserve takes rate to fill up again.
    /// </summary>
    /// <param name="rate">The link's key rate.</param>
    /// <param name="stored">Key stored, in the rate's unit times the horizon's.</param>
    /// <param name="reserve">Key that is to stay, in the same unit.</param>
    /// <param name="horizon">How long what is above the reserve must last; above 0.</param>
    public static double Budget(double rate, double stored, double reserve, double horizon)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        return Math.Max(0, rate + ((stored - reserve) / horizon));
    }
}
