using System.Globalization;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Scenarios;

/// <summary>Scenarios that are generated: <c>waxman:NODES[:SEED[:SAES]]</c>.</summary>
internal static class WaxmanScenarios
{
    /// <summary>How it is asked for.</summary>
    public const string Form = "waxman:NODES[:SEED[:SAES]]";

    private const string Prefix = "waxman:";
    private const int MostNodes = 1000;
    private const int MostSaes = 100;
    private const int UsualSaes = 4;

    // With hundreds of links, pools of the usual 4 MiB would be gigabytes to fill before the first key.
    private const long PoolCapacityBytes = 512 * 1024;

    /// <summary>Whether a scenario's name asks for a generated one.</summary>
    public static bool IsNamed(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Generates it; the same name gives the same scenario.</summary>
    /// <exception cref="StartupException">The name is not of the form.</exception>
    public static Scenario Generate(string name)
    {
        var numbers = name[Prefix.Length..].Split(':');
        var nodes = Number(name, numbers[0], new("NODES", 2, MostNodes));
        var seed = numbers.Length > 1 ? Number(name, numbers[1], new("SEED", 0, int.MaxValue)) : 1;
        var mostSaes = Math.Min(nodes, MostSaes);
        var saes = numbers.Length > 2 ? Number(name, numbers[2], new("SAES", 2, mostSaes)) : Math.Min(nodes, UsualSaes);
        if (numbers.Length > 3)
        {
            throw new StartupException($"scenario '{name}': give {Form}");
        }

        return new Scenario
        {
            Name = $"waxman-{nodes}-{seed}-{saes}",
            Description = $"A random network of {nodes} sites after Waxman, seed {seed}, with SAEs at {saes} of them.",
            Sites = [.. Enumerable.Range(0, nodes).Select(node => SiteOf(node, hasSae: node < saes))],
            Policies = new PolicyScenario { PoolCapacityBytes = PoolCapacityBytes },
            Links = [.. new WaxmanGraph(nodes, seed).Links.Select(LinkOf)],
        };
    }

    private static int Number(string name, string text, Part part) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= part.Least && number <= part.Most
            ? number
            : throw new StartupException($"scenario '{name}': {part.Name} is '{text}': give {Form}, with {part.Name} from {part.Least} to {part.Most}");

    private static SiteScenario SiteOf(int node, bool hasSae) => new()
    {
        Id = NameOf("site", node),
        Kme = NameOf("kme", node),
        Saes = hasSae ? [NameOf("sae", node)] : [],
    };

    private static LinkScenario LinkOf((int One, int Other, double Kilometres) link) => new()
    {
        Between = [NameOf("kme", link.One), NameOf("kme", link.Other)],
        Profile = "gigahertz",
        Kilometres = Math.Round(link.Kilometres, 1),
    };

    private static string NameOf(string kind, int node) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{node + 1:000}");

    private readonly record struct Part(string Name, int Least, int Most);
}
