using System.Net;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Hosting;

/// <summary>What each silo of a deployment runs for, by its address.</summary>
/// <remarks>
/// From the deployment and not from the silo: a machine cannot make itself another site's, and grains are placed on a silo from the moment it is a
/// member, where metadata would have to be asked for first.
/// </remarks>
internal sealed class MachinePlaces(DeploymentFile file) : ISiloPlaces
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private readonly Dictionary<IPAddress, IReadOnlyDictionary<string, string>> machines =
        file.Deployment.Machines.ToDictionary(machine => machine.Ip, machine => PlacesOf(file, machine));

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Of(SiloAddress silo) => machines.GetValueOrDefault(silo.Endpoint.Address, None);

    private static IReadOnlyDictionary<string, string> PlacesOf(DeploymentFile file, Machine machine)
    {
        var sites = machine.Sites.Select(SiteId.Parse).ToList();
        return PlacesOfSilos.Of(sites, sites.Select(site => new KeyListenerId(site, machine.Name)), file.HostsOf(machine));
    }
}
