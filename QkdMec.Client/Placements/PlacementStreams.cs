namespace QkdMec.Client.Placements;

/// <summary>The streams of a seed: what one draws more or less changes nothing in the others, so that policies can be compared run by run.</summary>
internal static class PlacementStreams
{
    /// <summary>Nodes, links and edge nodes.</summary>
    public const ulong Network = 0;

    /// <summary>Users, rates, loads, times.</summary>
    public const ulong Workload = 1;

    /// <summary>What a policy decides by chance.</summary>
    public const ulong Policy = 2;
}
