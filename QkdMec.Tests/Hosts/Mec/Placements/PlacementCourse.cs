using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>What the running orchestrator is asked for, step by step.</summary>
internal sealed class PlacementCourse(PlacementSystem system)
{
    private readonly List<(ContextId Context, AppPlacement Placement)> placed = [];

    /// <summary>The context is refused and changes nothing.</summary>
    public async Task<PlacementOutcome> IsBlockedAsync(double rate, double load)
    {
        var (capacity, room) = (system.Network.Left, await system.RoomLeftAsync());
        var (_, outcome) = await system.PlaceAsync(rate, load);
        Assert.Null(outcome.Placement);
        await LeavesAsync(capacity, room);
        return outcome;
    }

    /// <summary>The context goes to a host, over so many links.</summary>
    public async Task GoesToAsync(string place, int hops, double rate, double load)
    {
        var (context, outcome) = await system.PlaceAsync(rate, load);
        Assert.True(outcome.Placement is not null, outcome.Reason);
        Assert.Equal(PlacementSystem.IdOf(place), outcome.Placement.Host);
        Assert.Equal(hops, hops == 0 ? 0 : system.Network.HopsOf(context));
        placed.Add((context, outcome.Placement));
    }

    /// <summary>What is left of links and hosts.</summary>
    public async Task LeavesAsync(double capacity, double room)
    {
        Assert.Equal(capacity, system.Network.Left, 1e-9);
        Assert.Equal(room, await system.RoomLeftAsync(), 1e-9);
    }

    /// <summary>All contexts end.</summary>
    public async Task EndAllAsync()
    {
        foreach (var (context, placement) in placed)
        {
            await system.EndAsync(context, placement);
        }
    }
}
