using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppContexts;

/// <summary>What is stored of a context.</summary>
[GenerateSerializer, Alias(TypeAliases.AppContextState)]
internal sealed class AppContextState
{
    [Id(0)]
    public AppContextPhase Phase { get; set; }

    [Id(1)]
    public AppContextRequest? Request { get; set; }

    /// <summary>Where it was placed; null before it is active.</summary>
    [Id(2)]
    public AppPlacement? Placement { get; set; }

    [Id(3)]
    public string AppDId { get; set; } = "";

    [Id(4)]
    public string Function { get; set; } = "";

    [Id(5)]
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The host's ticket of the release; 0 before it is deleting.</summary>
    [Id(6)]
    public long ReleaseTicket { get; set; }

    /// <summary>The client that made it; empty where clients are not told apart.</summary>
    [Id(7)]
    public string Owner { get; set; } = "";

    /// <summary>How many moves were begun.</summary>
    [Id(8)]
    public int Moves { get; set; }

    /// <summary>The number of the move that brought it where it is; 0 for its creation.</summary>
    [Id(9)]
    public int PlacedBy { get; set; }

    /// <summary>The hosts it left that may still hold something for it.</summary>
    [Id(10)]
    public List<Departure> Departures { get; set; } = [];

    /// <summary>What the address of its function began with when it was made.</summary>
    [Id(11)]
    public string ReferenceBase { get; set; } = "";

    /// <summary>What tells the request that made it from others; empty when it said nothing.</summary>
    [Id(16)]
    public string Fingerprint { get; set; } = "";

    /// <summary>The number of the last notification that the context gave.</summary>
    [Id(20)]
    public long Notifications { get; set; }

    /// <summary>Whether the device application is to be told of the deletion.</summary>
    [Id(21)]
    public bool TellsEnd { get; set; }
}
