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

    /// <summary>Whether the key that the devices had ready was handed over, or was about to be.</summary>
    [Id(2)]
    public bool IsInitialStoreTaken { get; set; }

    /// <summary>The generation of the link that all this is of: a link that is laid anew begins whole.</summary>
    [Id(3)]
    public long Generation { get; set; }

    /// <summary>The same again, so that a change which cannot be saved leaves no trace.</summary>
    public QkdLinkState Copy() => new()
    {
        IsCut = IsCut, EavesdroppedFraction = EavesdroppedFraction, IsInitialStoreTaken = IsInitialStoreTaken, Generation = Generation,
    };
}
