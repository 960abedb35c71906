using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Commands.Simulations;

/// <summary>The options of <c>qkdmec simulate placement</c>. What is not given has the model's own default.</summary>
internal sealed class PlacementOptions
{
    /// <summary>The model.</summary>
    public Option<string> Model { get; } = new("--model")
    {
        Description = "static: applications come one by one and stay; dynamic: they come and end at random times.", HelpName = "static|dynamic", DefaultValueFactory = _ => "static",
    };

    /// <summary>The policies to compare.</summary>
    public Option<string> Policies { get; } = new("--policies")
    {
        Description = $"Which policies, separated by commas: {string.Join(", ", AdmissionPolicies.Names)}.", HelpName = "NAMES", DefaultValueFactory = _ => string.Join(',', AdmissionPolicies.Names),
    };

    /// <summary>How many seeds.</summary>
    public Option<int?> Runs { get; } = Count("--runs", "How many random networks; each is a seed. 300 in the static model, 20 in the dynamic one.");

    /// <summary>The first seed.</summary>
    public Option<ulong> Seed { get; } = new("--seed") { Description = "The first seed; the others follow it.", HelpName = "NUMBER", DefaultValueFactory = _ => 1 };

    /// <summary>How many runs at the same time.</summary>
    public Option<int> Parallel { get; } = new("--parallel")
    {
        Description = "How many runs at the same time; changes no result.", HelpName = "COUNT", DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    /// <summary>Where the table goes.</summary>
    public Option<string?> Csv { get; } = new("--csv") { Description = "Writes the table to a file instead of standard output.", HelpName = "PATH" };

    /// <summary>Where the picture goes.</summary>
    public Option<string?> Svg { get; } = new("--svg") { Description = "Draws a picture of the admitted share too.", HelpName = "PATH" };

    /// <summary>Nodes of the network.</summary>
    public Option<int?> Nodes { get; } = Count("--nodes", "Nodes of the network. 50.");

    /// <summary>Edge nodes.</summary>
    public Option<int?> Edges { get; } = Count("--edges", "Edge nodes, anywhere among the nodes. 10.");

    /// <summary>α.</summary>
    public Option<double?> Alpha { get; } = Figure("--alpha", "Alpha of the Waxman graph. 0.4.");

    /// <summary>β.</summary>
    public Option<double?> Beta { get; } = Figure("--beta", "Beta of the Waxman graph. 0.4.");

    /// <summary>L.</summary>
    public Option<double?> Length { get; } = Figure("--length", "L in km: nodes stand in a square with this diagonal. 100.");

    /// <summary>K.</summary>
    public Option<double?> MaxRate { get; } = Figure("--max-rate", "Key rate in kb/s of a link without length. 30 in the static model (bound by the network; 100: by processing), 133 in the dynamic one.");

    /// <summary>How fast the rate falls.</summary>
    public Option<double?> Decay { get; } = Figure("--decay", "How fast the key rate falls: max-rate * exp(-decay * km). 1/length in the static model, 0.0609 in the dynamic one.");

    /// <summary>Processing of an edge node.</summary>
    public Option<string?> Processing { get; } = new("--processing")
    {
        Description = "Processing of an edge node: a value, or two to draw between. 5 in the static model, 3:7 in the dynamic one.", HelpName = "VALUE|LOW:HIGH",
    };

    /// <summary>Applications of a static run.</summary>
    public Option<int?> Apps { get; } = Count("--apps", "Static model: how many applications come. 300.");

    /// <summary>Where a static run is measured.</summary>
    public Option<int?> Step { get; } = Count("--step", "Static model: after how many applications a row is printed, again and again. 50.");

    /// <summary>User nodes of a dynamic run.</summary>
    public Option<int?> Users { get; } = Count("--users", "Dynamic model: nodes with users. 5.");

    /// <summary>Arrival rates.</summary>
    public Option<string?> Arrivals { get; } = new("--arrivals") { Description = "Dynamic model: applications an hour, one or several. 0.5,1,1.5,2,2.5,3.", HelpName = "RATES" };

    /// <summary>How long a dynamic run is measured.</summary>
    public Option<double?> Days { get; } = Figure("--days", "Dynamic model: how long a run is measured. 60.");

    /// <summary>How long it warms up.</summary>
    public Option<double?> WarmUp { get; } = Figure("--warm-up", "Dynamic model: how many days it runs before. 45.");

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All =>
        [Model, Policies, Runs, Seed, Parallel, Csv, Svg, Nodes, Edges, Alpha, Beta, Length, MaxRate, Decay, Processing, .. OfStatic, .. OfDynamic];

    /// <summary>Those that only the static model knows.</summary>
    public IEnumerable<Option> OfStatic => [Apps, Step];

    /// <summary>Those that only the dynamic model knows.</summary>
    public IEnumerable<Option> OfDynamic => [Users, Arrivals, Days, WarmUp];

    private static Option<int?> Count(string name, string description) => new(name) { Description = description, HelpName = "COUNT" };

    // Read in the invariant culture, whatever the machine's.
    private static Option<double?> Figure(string name, string description) => new(name)
    {
        Description = description, HelpName = "VALUE",
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            {
                return value;
            }

            result.AddError($"{name} {result.Tokens[0].Value}: give a number");
            return null;
        },
    };
}
