using QkdMec.Embedded.Simulation;

namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>Runs a world from a seed: operations under faults, then healing, rest and check.</summary>
public static class WorldRun
{
    /// <summary>How many times its operations a run may do to meet its faults: what is asked while every silo is down ends at once.</summary>
    private const int MostLengthening = 4;

    public static WorldReport Run(SimulatedWorld world, ulong seed)
    {
        using var simulation = new SimulatedCluster(new SimulationOptions { Seed = seed, Cluster = world.Cluster });
        try
        {
            world.BuildIn(simulation);
            simulation.Run(() => ActAsync(world, simulation));
            simulation.Heal();
            simulation.RunFor(world.Recovery);
            simulation.RunUntilQuiescent();
            simulation.Run(world.CheckedAsync);
        }
        catch (Exception cause)
        {
            throw new WorldFailedException(world.Name, seed, cause);
        }

        return new(simulation.Trace.Hash, simulation.Trace.Events, simulation.Elapsed, simulation.Faults.Counts, world.Outcomes);
    }

    private static Task ActAsync(SimulatedWorld world, SimulatedCluster simulation)
    {
        var begun = 0;
        return Task.WhenAll(Enumerable.Range(0, world.Clients).Select(_ => ClientAsync()));

        async Task ClientAsync()
        {
            while (begun < world.Operations || (simulation.Faults.Total < WorldSweep.LeastFaults && begun < MostLengthening * world.Operations))
            {
                begun++;
                await Task.Delay(simulation.Random.Between(TimeSpan.Zero, world.LongestPause), simulation.Clock);
                var (name, _, act) = Chosen(world, simulation.Random);
                simulation.Note("operation", name);
                await act();
            }
        }
    }

    private static (string Name, int Weight, Func<Task> Act) Chosen(SimulatedWorld world, SeededRandom random)
    {
        var ticket = random.Below(world.Acts.Sum(act => act.Weight));
        return world.Acts.First(act => (ticket -= act.Weight) < 0);
    }
}
