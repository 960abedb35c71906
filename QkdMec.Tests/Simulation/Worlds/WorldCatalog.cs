using QkdMec.Tests.Simulation.KeyNetworks;
using QkdMec.Tests.Simulation.Ledgers;
using QkdMec.Tests.Simulation.Mec;
using QkdMec.Tests.Simulation.Networks;
using QkdMec.Tests.Simulation.Notifications;
using QkdMec.Tests.Simulation.SecurityContexts;

namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>The worlds by name.</summary>
public static class WorldCatalog
{
    private static readonly IReadOnlyList<Func<SimulatedWorld>> Makers =
        [() => new LedgerWorld(), () => new NetworkWorld(), () => new TopologyWorld(), KeyNetworkWorld.Hospital, () => KeyNetworkWorld.Listeners(), () => KeyNetworkWorld.Drawn(), () => new MecWorld(), () => new NotificationWorld(),
            () => new SecurityContextWorld()];

    public static IEnumerable<string> Names => Makers.Select(make => make().Name);

    public static SimulatedWorld Create(string name) => Makers.Select(make => make()).FirstOrDefault(world => world.Name == name)
        ?? throw new ArgumentException($"No world is called '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
}
