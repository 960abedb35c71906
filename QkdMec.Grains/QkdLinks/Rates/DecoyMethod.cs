namespace QkdMec.Grains.QkdLinks.Rates;

/// <summary>How the single-photon part is estimated.</summary>
public enum DecoyMethod
{
    /// <summary>Infinitely many decoy intensities: the single-photon part is known exactly.</summary>
    InfiniteDecoys,

    /// <summary>A vacuum and one weak decoy: the single-photon part is bounded.</summary>
    VacuumAndWeak,
}
