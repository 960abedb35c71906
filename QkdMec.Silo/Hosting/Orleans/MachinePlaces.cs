using System.Net;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Hosting;

/// <summary>What each silo of a deployment runs for, by its address. Of a site's machines the first in the file goes first.</summary>
/// <remarks>
/// From the deployment and not from the silo: a machine cannot make itself another site's, and grains are placed on a silo from the moment it is a
/// member, where metadata would have to be asked for first.
/// </remarks>
internal sealed class MachinePlaces(DeploymentFile file) : ISiloPlaces
{
    private static readonly Place Nowhere = new(int.MaxValue, new Dictionary<string, string>());

    private readonly Dictionary<IPAddress, Place> machines =
        file.Deployment.Machines.Select((machine, rank) => (machine, rank)).ToDictionary(one => one.machine.Ip, one => new Place(one.rank, PlacesOf(file, one.machine)));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Of(SiloAddress silo) => machines.GetValueOrDefault(silo.Endpoint.Address, Nowhere).Keys;

    /// <inheritdoc/>
    public int RankOf(SiloAddress silo) => machines.GetValueOrDefault(silo.Endpoint.Address, Nowhere).Rank;

    private static IReadOnlyDictionary<string, string> PlacesOf(DeploymentFile file, Machine machine)
    {
        var sites = machine.Sites.Select(SiteId.Parse).ToList();
        return PlacesOfSilos.Of(sites, sites.Select(site => new KeyListenerId(site, machine.Name)), file.HostsOf(machine));
    }

    private sealed record Place(int Rank, IReadOnlyDictionary<string, string> Keys);
}
