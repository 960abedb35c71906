using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QkdMec.Client.Placements;
using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Commands.Simulations;

/// <summary>Makes a campaign of the options, or says which one cannot be used.</summary>
internal sealed class PlacementReader(PlacementOptions options, ParseResult parsed)
{
    // More would fill the memory with results before it said anything.
    private const int MostRuns = 1_000_000;
    private const int MostNodes = 2000;

    /// <summary>The campaign.</summary>
    /// <exception cref="CommandException">An option cannot be used.</exception>
    public Campaign Read()
    {
        PlacementModel model = parsed.GetValue(options.Model) switch
        {
            "static" => ReadStatic(),
            "dynamic" => ReadDynamic(),
            var other => throw Fault($"--model {other}: give static or dynamic"),
        };
        Require(parsed.GetValue(options.Parallel) is >= 1 and <= 1024, "--parallel: give 1 to 1024");
        var runs = parsed.GetValue(options.Runs) ?? (model is StaticModel ? 300 : 20);
        Require(runs is >= 1 and <= MostRuns, $"--runs {runs}: give 1 to {MostRuns}");
        return new Campaign(model, ReadPolicies(), parsed.GetValue(options.Seed), runs);
    }

    private StaticModel ReadStatic()
    {
        Refuse(options.OfDynamic, "dynamic");
        var standard = new StaticModel();
        var apps = parsed.GetValue(options.Apps) ?? standard.Apps;
        var step = parsed.GetValue(options.Step) ?? Math.Min(standard.Step, Math.Max(apps, 1));
        Require(apps is >= 1 and <= 1_000_000, $"--apps {apps}: give 1 to 1000000");
        Require(step >= 1 && step <= apps, $"--step {step}: give 1 to the number of --apps, {apps}");
        var model = ReadNetwork(standard with { Apps = apps, Step = step });
        Require(model.Nodes >= AppWorkload.Regions, $"--nodes {model.Nodes}: the static model has users on {AppWorkload.Regions} nodes, give as many at least");
        return model;
    }

    private DynamicModel ReadDynamic()
    {
        Refuse(options.OfStatic, "static");
        var standard = new DynamicModel();
        var model = ReadNetwork(standard with
        {
            Users = parsed.GetValue(options.Users) ?? standard.Users,
            ArrivalsPerHour = parsed.GetValue(options.Arrivals) is { } arrivals ? ReadArrivals(arrivals) : standard.ArrivalsPerHour,
            Days = parsed.GetValue(options.Days) ?? standard.Days,
            WarmUpDays = parsed.GetValue(options.WarmUp) ?? standard.WarmUpDays,
        });
        Require(model.Users >= 1 && model.Users <= model.Nodes, $"--users {model.Users}: give 1 to the number of --nodes, {model.Nodes}");
        Require(model.Days is > 0 and <= 100_000, $"--days {Text(model.Days)}: give above 0 to 100000");
        Require(model.WarmUpDays is >= 0 and <= 100_000, $"--warm-up {Text(model.WarmUpDays)}: give 0 to 100000 days");
        return model;
    }

    private TModel ReadNetwork<TModel>(TModel standard)
        where TModel : PlacementModel
    {
        var length = parsed.GetValue(options.Length) ?? standard.LengthKilometres;
        Require(length > 0, $"--length {Text(length)}: give above 0 km");
        var model = standard with
        {
            Nodes = parsed.GetValue(options.Nodes) ?? standard.Nodes,
            Edges = parsed.GetValue(options.Edges) ?? standard.Edges,
            Alpha = parsed.GetValue(options.Alpha) ?? standard.Alpha,
            Beta = parsed.GetValue(options.Beta) ?? standard.Beta,
            LengthKilometres = length,
            MaxRate = parsed.GetValue(options.MaxRate) ?? standard.MaxRate,
            DecayPerKilometre = parsed.GetValue(options.Decay) ?? (standard is StaticModel ? 1 / length : standard.DecayPerKilometre),
            Processing = parsed.GetValue(options.Processing) is { } processing ? ReadProcessing(processing) : standard.Processing,
        };
        Require(model.Nodes is >= 2 and <= MostNodes, $"--nodes {model.Nodes}: give 2 to {MostNodes}");
        Require(model.Edges >= 1 && model.Edges <= model.Nodes, $"--edges {model.Edges}: give 1 to the number of --nodes, {model.Nodes}");
        Require(model.Alpha > 0, $"--alpha {Text(model.Alpha)}: give above 0");
        Require(model.Beta is > 0 and <= 1, $"--beta {Text(model.Beta)}: give above 0 to 1");
        Require(model.MaxRate > 0, $"--max-rate {Text(model.MaxRate)}: give above 0 kb/s");
        Require(model.DecayPerKilometre >= 0, $"--decay {Text(model.DecayPerKilometre)}: give 0 or more");
        return model;
    }

    private List<string> ReadPolicies()
    {
        var names = parsed.GetValue(options.Policies)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        Require(names.Count > 0, "--policies names none: give one at least");
        foreach (var name in names)
        {
            Require(AdmissionPolicies.Names.Contains(name), $"--policies: there is no '{name}': give some of {string.Join(", ", AdmissionPolicies.Names)}");
        }

        Require(names.Distinct().Count() == names.Count, "--policies: one stands twice");
        return names;
    }

    private static ValueRange ReadProcessing(string text) =>
        ValueRange.TryParse(text, out var range) && range.Least > 0 ? range : throw Fault($"--processing {text}: give a value above 0, or two such as 3:7");

    private static List<double> ReadArrivals(string text)
    {
        var rates = text.Split(',').Select(rate => double.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToList();
        Require(rates.All(rate => rate is > 0 and <= 1_000_000), $"--arrivals {text}: give rates above 0 an hour, such as 0.5,1,2");
        Require(rates.Zip(rates.Skip(1)).All(pair => pair.First < pair.Second), $"--arrivals {text}: give them in rising order");
        return rates;
    }

    private void Refuse(IEnumerable<Option> others, string model)
    {
        var given = others.FirstOrDefault(option => parsed.GetResult(option) is OptionResult { Implicit: false });
        Require(given is null, $"{given?.Name} is of the {model} model: give --model {model}, or leave it out");
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw Fault(fault);
        }
    }

    private static CommandException Fault(string fault) => new(ExitCodes.Usage, fault);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
