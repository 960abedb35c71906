using System.Collections.Immutable;
using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>
/// A random network by B. M. Waxman (IEEE J. Sel. Areas Commun. 6, 1617, 1988): nodes anywhere in a square with the diagonal L, joined with the probability β·e^(−d/(α·L)), drawn
/// again until all of it hangs together. Each join is two directed links, and the key rate of each is K·e^(−decay·d).
/// </summary>
internal static class WaxmanNetwork
{
    // Parameters that hardly ever give a connected graph would draw for ever.
    private const int Attempts = 10_000;

    /// <summary>Draws a network with edge nodes anywhere in it.</summary>
    /// <exception cref="PlacementModelException">These parameters give no connected network.</exception>
    public static KeyNetwork Draw(PlacementModel model, IChance chance)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var links = DrawLinks(model, chance);
            if (IsConnected(model.Nodes, links))
            {
                return new KeyNetwork(model.Nodes, links, DrawEdges(model, chance));
            }
        }

        throw new PlacementModelException($"of {Attempts} random networks none was connected: give a larger --alpha or --beta, or other --nodes");
    }

    /// <summary>Some of the nodes, none twice.</summary>
    public static int[] Sample(int nodes, int count, IChance chance)
    {
        var all = Enumerable.Range(0, nodes).ToArray();
        for (var place = 0; place < count; place++)
        {
            var other = place + chance.Below(nodes - place);
            (all[place], all[other]) = (all[other], all[place]);
        }

        return all[..count];
    }

    private static List<KeyLink> DrawLinks(PlacementModel model, IChance chance)
    {
        var side = model.LengthKilometres / Math.Sqrt(2);
        var places = Enumerable.Range(0, model.Nodes).Select(_ => (X: side * chance.Fraction(), Y: side * chance.Fraction())).ToArray();
        var links = new List<KeyLink>();
        for (var one = 0; one < places.Length; one++)
        {
            for (var other = one + 1; other < places.Length; other++)
            {
                var distance = Math.Sqrt(Math.Pow(places[one].X - places[other].X, 2) + Math.Pow(places[one].Y - places[other].Y, 2));
                if (chance.Fraction() < model.Beta * Math.Exp(-distance / (model.Alpha * model.LengthKilometres)))
                {
                    var rate = model.MaxRate * Math.Exp(-model.DecayPerKilometre * distance);
                    links.AddRange([new KeyLink(one, other, rate), new KeyLink(other, one, rate)]);
                }
            }
        }

        return links;
    }

    private static ImmutableArray<EdgeNode> DrawEdges(PlacementModel model, IChance chance) =>
        [.. Sample(model.Nodes, model.Edges, chance).Select(node => new EdgeNode(node, model.Processing.Draw(chance)))];

    private static bool IsConnected(int nodes, List<KeyLink> links)
    {
        var leaving = links.ToLookup(link => link.From, link => link.To);
        var seen = new HashSet<int> { 0 };
        var open = new Stack<int>([0]);
        while (open.TryPop(out var node))
        {
            foreach (var next in leaving[node].Where(seen.Add))
            {
                open.Push(next);
            }
        }

        return seen.Count == nodes;
    }
}
