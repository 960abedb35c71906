namespace QkdMec.Protocols.Placements;

/// <summary>Where a policy's random choices come from: a seed in a simulation, the system's generator in the orchestrator.</summary>
public interface IChance
{
    /// <summary>64 random bits.</summary>
    ulong Next();
}
