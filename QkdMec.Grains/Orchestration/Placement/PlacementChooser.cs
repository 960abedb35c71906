using QkdMec.Grains.Identity;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>Asks the policy which host and path a context gets, among the hosts that may have it.</summary>
/// <param name="options">The MEC system.</param>
/// <param name="chance">What the policies draw from.</param>
internal sealed class PlacementChooser(MecOptions options, ReplayedChance chance)
{
    /// <summary>What a context takes of a host's room, which is counted in contexts.</summary>
    public const double Load = 1;

    /// <summary>A host and a path, taken off the scene; or why there is none.</summary>
    public (PlacementChoice? Choice, PlacementOutcome? Refusal) Choose(PlacementScene scene, PlacementAttempt attempt)
    {
        var lacks = scene.Hosts.Select(host => LackOf(host, attempt)).ToArray();
        if (scene.Network.NodeOf(attempt.Client) is not { } client || !lacks.Any(IsOffered))
        {
            return (null, PlacementRefusals.Combine([.. scene.Hosts.Zip(lacks, (host, lack) => (host.Description.Id, lack ?? PlacementRefusals.NoPath(scene, host)))]));
        }

        // What has no room is offered, too: a policy that does not look at it may choose it, and is refused.
        var board = scene.Board.Offering(edge => IsOffered(lacks[edge]), edge => lacks[edge] is null ? scene.RoomFor(edge) : 0);
        var demand = new AppDemand(client, attempt.Filter.KeyRate, Load);
        chance.Begin(attempt.Seed);
        var decided = scene.Policy.Decide(board, demand);
        if (decided.Path is not { } path)
        {
            return (null, PlacementRefusals.Explain(scene, lacks, board, decided.Shortage!, options.Policy));
        }

        board.Place(demand, decided);
        return (new PlacementChoice(scene.Hosts[decided.Edge].Description, scene.Network.HopsOf(path)), null);
    }

    private static bool IsOffered(HostRefusal? lack) => lack is null or { Status: PlacementStatus.NoCapacity };

    private HostRefusal? LackOf(HostPicture host, PlacementAttempt attempt) =>
        attempt.RefusalOf(host.Description.Id) ?? CheckMode(host.Description.Id, attempt.Request.App.AppDId) ?? attempt.Filter.Check(host);

    private HostRefusal? CheckMode(HostId host, string appDId)
    {
        if (options.Policy == PlacementPolicies.Single)
        {
            return host == options.SingleHost ? null : new HostRefusal(PlacementStatus.NotAllowed, $"all contexts go to {options.SingleHost}");
        }

        if (options.Policy != PlacementPolicies.ByApp)
        {
            return null;
        }

        return !options.HostsByApp.TryGetValue(appDId, out var named) ? new HostRefusal(PlacementStatus.NotAllowed, $"no host is named for '{appDId}'")
            : host == named ? null : new HostRefusal(PlacementStatus.NotAllowed, $"contexts of '{appDId}' go to {named}");
    }
}
