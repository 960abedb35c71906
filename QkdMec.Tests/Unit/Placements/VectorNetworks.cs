using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>The networks of the reference's unit vectors; links are written <c>from→to:rate</c>, edge nodes <c>node:processing</c>.</summary>
internal static class VectorNetworks
{
    public const string LinksOfF = "0→1:2 1→2:2 2→3:2 3→4:1 0→5:2 5→6:2 6→7:2 0→8:2 8→9:2 0→10:2";
    public const string EdgesOfF = "4:8 7:4 9:2 10:1";
    public const string LinksOfI = "0→1:2 1→2:8 2→3:8 3→4:8 4→11:8 0→5:6 5→6:6 6→7:6 7→11:6 0→8:4 8→9:4 9→11:4 0→10:2 10→11:2";
    public const string EdgesOfI = "11:8";
    public const string LinksOfS = "0→1:2 1→2:2 2→3:2 3→4:1 0→5:2 5→6:2 0→7:2";
    public const string EdgesOfS = "3:5 4:2 6:10 7:1";

    /// <summary>Network F: a user with four edge nodes around it, 1 to 4 hops away.</summary>
    public static KeyNetwork F() => Parse(LinksOfF, EdgesOfF);

    /// <summary>Network I: four paths to one edge node.</summary>
    public static KeyNetwork I() => Parse(LinksOfI, EdgesOfI);

    /// <summary>Network S: one application tells the static policies apart.</summary>
    public static KeyNetwork S() => Parse(LinksOfS, EdgesOfS);

    /// <summary>A network as it is written.</summary>
    public static KeyNetwork Parse(string links, string edges)
    {
        var all = links.Split(' ').Select(link => link.Split('→', ':')).Select(link => new KeyLink(int.Parse(link[0]), int.Parse(link[1]), double.Parse(link[2]))).ToList();
        var nodes = all.Max(link => Math.Max(link.From, link.To)) + 1;
        return new KeyNetwork(nodes, all, edges.Split(' ').Select(edge => edge.Split(':')).Select(edge => new EdgeNode(int.Parse(edge[0]), double.Parse(edge[1]))));
    }
}
