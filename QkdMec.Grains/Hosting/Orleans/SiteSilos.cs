namespace QkdMec.Grains.Hosting;

/// <summary>Which silos of a site run its grains.</summary>
public static class SiteSilos
{
    /// <summary>
    /// Of the silos of a site those that go first. The grains of a site must find in their silo what its other grains left there: sessions of links, blocks
    /// that a relay delivered. None of that is in a message or in storage.
    /// </summary>
    /// <param name="places">What the silos run for.</param>
    /// <param name="grainKey">The key of one of the site's grains.</param>
    /// <param name="silos">The silos that are there.</param>
    public static IEnumerable<SiloAddress> FirstOf(this ISiloPlaces places, string grainKey, IEnumerable<SiloAddress> silos)
    {
        var ofSite = silos.Where(silo => KeyPlacement.AcceptsSite(grainKey, places.Of(silo))).ToList();
        var first = ofSite.Select(places.RankOf).DefaultIfEmpty().Min();
        return ofSite.Where(silo => places.RankOf(silo) == first);
    }
}
