namespace QkdMec.Grains.QkdLinks;

/// <summary>The switches of a link; they outlive the process.</summary>
[GenerateSerializer, Alias(Identity.TypeAliases.QkdLinkState)]
internal sealed class QkdLinkState
{
    /// <summary>Whether the fibre is cut.</summary>
    [Id(0)]
    public bool IsCut { get; set; }

    /// <summary>The share of pulses a simulated eavesdropper intercepts, 0 to 1.</summary>
    [Id(1)]
    public double EavesdroppedFraction { get; set; }
}
