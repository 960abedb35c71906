namespace QkdMec.Grains.Hosting;

/// <summary>What each silo runs for, with the keys of <see cref="KeyPlacement"/>.</summary>
public interface ISiloPlaces
{
    /// <summary>The places of a silo; none when it is not known.</summary>
    IReadOnlyDictionary<string, string> Of(SiloAddress silo);

    /// <summary>Which of a site's silos goes first: the one with the lowest number. Those with the same share the site's grains.</summary>
    int RankOf(SiloAddress silo);
}
