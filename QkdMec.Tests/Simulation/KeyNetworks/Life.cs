using QkdMec.Embedded.Activations;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>One process of a site, from its start to its end. A site that was declared dead has two for a while.</summary>
/// <param name="Number">No two processes of a world share it.</param>
/// <param name="Site">Its site.</param>
/// <param name="Silo">The silo it runs.</param>
/// <param name="StartedAt">When it started.</param>
internal sealed record Life(int Number, KeySite Site, GrainSilo Silo, TimeSpan StartedAt)
{
    public bool IsAlive => Silo.IsAlive;
}
