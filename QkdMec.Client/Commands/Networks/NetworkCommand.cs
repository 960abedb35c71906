using System.CommandLine;

namespace QkdMec.Client.Commands.Networks;

/// <summary><c>qkdmec network</c>: looks at the QKD network and changes it.</summary>
internal static class NetworkCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("network", "Looks at the QKD network and changes it while it runs.")
    {
        NetworkReads.Topology(),
        NetworkReads.Links(),
        NetworkReads.Pools(),
        NetworkReads.Routes(),
        NetworkReads.Alarms(),
        NetworkWatch.Create(),
        LinkChanges.Cut(),
        LinkChanges.Repair(),
        LinkChanges.Eavesdrop(),
        LinkChanges.Link(),
        PlaceChanges.Sae(),
        PlaceChanges.Kme(),
    };
}
