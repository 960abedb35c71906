using System.CommandLine;
using System.Globalization;
using System.Xml.Linq;
using QkdMec.Client.Commands;
using QkdMec.Client.Commands.Simulations;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>Does <c>qkdmec simulate placement</c> write the same bytes for the same seed, and tell what is wrong in one line?</summary>
public sealed class SimulationCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qkdmec-placement-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("--apps 60 --step 20 --runs 6")]
    [InlineData("--model dynamic --runs 4 --arrivals 1,2 --days 5 --warm-up 5")]
    public async Task SameSeed_SameBytes_WhateverTheParallelism(string options)
    {
        var (alone, together, other) = (Path("a"), Path("b"), Path("c"));
        await RunAsync($"{options} --parallel 1 --csv {alone}.csv --svg {alone}.svg");
        await RunAsync($"{options} --parallel 7 --csv {together}.csv --svg {together}.svg");
        await RunAsync($"{options} --parallel 7 --seed 2 --csv {other}.csv");

        Assert.Equal(File.ReadAllText($"{alone}.csv"), File.ReadAllText($"{together}.csv"));
        Assert.Equal(File.ReadAllText($"{alone}.svg"), File.ReadAllText($"{together}.svg"));
        Assert.NotEqual(File.ReadAllText($"{alone}.csv"), File.ReadAllText($"{other}.csv"));
    }

    [Fact]
    public async Task Csv_HasARowForEachPolicyAndPoint_WithIntervals()
    {
        await RunAsync($"--apps 50 --step 20 --runs 3 --policies spf,joint --csv {Path("t.csv")}");

        var rows = File.ReadAllLines(Path("t.csv")).Select(line => line.Split(',')).ToList();
        Assert.Equal(["model", "policy", "apps", "runs", "admitted", "admitted_low", "admitted_high"], rows[0][..7]);
        Assert.Equal(["spf 20", "spf 40", "spf 50", "joint 20", "joint 40", "joint 50"], rows.Skip(1).Select(row => $"{row[1]} {row[2]}"));
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        Assert.All(rows.Skip(1), row => Assert.True(Number(row[5]) <= Number(row[4]) && Number(row[4]) <= Number(row[6])));
    }

    [Fact]
    public async Task Csv_OfOneRun_HasEmptyIntervals_AndThePictureNone()
    {
        await RunAsync($"--apps 5 --runs 1 --policies spf --csv {Path("t.csv")} --svg {Path("t.svg")}");

        Assert.Equal(["", ""], File.ReadAllLines(Path("t.csv"))[1].Split(',')[5..7]);
        Assert.DoesNotContain("NaN", File.ReadAllText(Path("t.svg")));
    }

    [Fact]
    public async Task Svg_HasALineAndANameForEachPolicy_AndAnIntervalForEachPoint()
    {
        await RunAsync($"--apps 40 --step 20 --runs 4 --policies spf,random,joint --csv {Path("t.csv")} --svg {Path("t.svg")}");

        XNamespace svg = "http://www.w3.org/2000/svg";
        var picture = XDocument.Load(Path("t.svg")).Root!;
        Assert.Equal(svg + "svg", picture.Name);
        Assert.Equal(3, picture.Elements(svg + "polyline").Count());
        Assert.Equal(6, picture.Elements(svg + "circle").Count());
        Assert.Equal(1 + 6, picture.Elements(svg + "path").Count());
        Assert.Superset(new HashSet<string> { "spf", "random", "joint" }, picture.Elements(svg + "text").Select(text => text.Value).ToHashSet());
    }

    [Theory]
    [InlineData("--model online", "--model online: give static or dynamic")]
    [InlineData("--policies best", "--policies: there is no 'best': give some of random, spf,")]
    [InlineData("--policies ,", "--policies names none")]
    [InlineData("--policies spf,spf", "--policies: one stands twice")]
    [InlineData("--runs 0", "--runs 0: give 1 to 1000000")]
    [InlineData("--parallel 0", "--parallel: give 1 to 1024")]
    [InlineData("--nodes 27", "--nodes 27: the static model has users on 28 nodes")]
    [InlineData("--nodes 5000", "--nodes 5000: give 2 to 2000")]
    [InlineData("--edges 0", "--edges 0: give 1 to the number of --nodes, 50")]
    [InlineData("--edges 51", "--edges 51: give 1 to the number of --nodes, 50")]
    [InlineData("--alpha 0", "--alpha 0: give above 0")]
    [InlineData("--beta 1.5", "--beta 1.5: give above 0 to 1")]
    [InlineData("--length -1", "--length -1: give above 0 km")]
    [InlineData("--max-rate 0", "--max-rate 0: give above 0 kb/s")]
    [InlineData("--decay -0.1", "--decay -0.1: give 0 or more")]
    [InlineData("--processing 7:3", "--processing 7:3: give a value above 0, or two such as 3:7")]
    [InlineData("--processing 0", "--processing 0: give a value above 0, or two such as 3:7")]
    [InlineData("--processing a", "--processing a: give a value above 0, or two such as 3:7")]
    [InlineData("--processing 1:2:3", "--processing 1:2:3: give a value above 0, or two such as 3:7")]
    [InlineData("--apps 0", "--apps 0: give 1 to 1000000")]
    [InlineData("--apps 10 --step 20", "--step 20: give 1 to the number of --apps, 10")]
    [InlineData("--step 0", "--step 0: give 1 to the number of --apps, 300")]
    [InlineData("--users 3", "--users is of the dynamic model: give --model dynamic, or leave it out")]
    [InlineData("--model dynamic --apps 3", "--apps is of the static model: give --model static, or leave it out")]
    [InlineData("--model dynamic --users 51", "--users 51: give 1 to the number of --nodes, 50")]
    [InlineData("--model dynamic --arrivals 0", "--arrivals 0: give rates above 0 an hour")]
    [InlineData("--model dynamic --arrivals 2,1", "--arrivals 2,1: give them in rising order")]
    [InlineData("--model dynamic --arrivals x", "--arrivals x: give rates above 0 an hour")]
    [InlineData("--model dynamic --days 0", "--days 0: give above 0 to 100000")]
    [InlineData("--model dynamic --warm-up -1", "--warm-up -1: give 0 to 100000 days")]
    [InlineData("--beta 0.0000001", "none was connected: give a larger --alpha or --beta")]
    [InlineData("--csv same --svg same", "--csv and --svg name the same file: give two")]
    [InlineData("--csv /nowhere/table.csv", "/nowhere/table.csv cannot be written")]
    [InlineData("--svg /nowhere/picture.svg", "/nowhere/picture.svg cannot be written")]
    public async Task WrongOption_IsToldInOneLine(string options, string text)
    {
        var fault = await Assert.ThrowsAsync<CommandException>(() => RunAsync($"--runs 1 --parallel 1 {options}".Replace("--runs 1 --parallel 1 --runs", "--runs").Replace("--parallel 1 --parallel", "--parallel")));

        Assert.Equal(ExitCodes.Usage, fault.ExitCode);
        Assert.Contains(text, fault.Message);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Theory]
    [InlineData("--runs many")]
    [InlineData("--alpha NaN")]
    [InlineData("--alpha 0,4")]
    [InlineData("--seed -1")]
    [InlineData("--unknown 1")]
    [InlineData("--days")]
    public void OptionThatIsNoNumber_IsRefusedByTheParser(string options) => Assert.NotEmpty(Parse(options).Errors);

    private static ParseResult Parse(string options) => PlacementSimulation.Create().Parse(options.Split(' '));

    private static async Task RunAsync(string options)
    {
        var parsed = Parse(options);
        Assert.Empty(parsed.Errors);
        Assert.Equal(ExitCodes.Success, await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
}
