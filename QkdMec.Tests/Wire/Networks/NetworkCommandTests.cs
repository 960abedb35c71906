using System.Text.Json;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>Do the commands <c>qkdmec network</c> show and change a real system's network, with the exit codes that scripts rely on?</summary>
public sealed class NetworkCommandTests(NetworkSystem network) : IClassFixture<NetworkSystem>
{
    private const int Refused = 1;
    private const int Usage = 2;
    private const int Unreachable = 3;

    [Fact]
    public async Task Topology_ShowsWhoIsWhere()
    {
        var run = await RunAsync("topology");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(run.Rows, row => row is ["kme-west", "west", _, "sae-west", ..]);
        Assert.Contains(run.Rows, row => row is ["relay-north", "north", "-", "-"]);
        Assert.Contains(run.Rows, row => row is ["kme-west~relay-south", "gigahertz", "20", "km", ..]);
    }

    [Fact]
    public async Task Tables_AreAligned()
    {
        var lines = (await RunAsync("links")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var column = lines[0].IndexOf("CONDITION", StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.Equal((' ', true), (line[column - 1], line[column] != ' ')));
    }

    [Fact]
    public async Task Pools_AndRoutes_AreShown()
    {
        var pools = await RunAsync("pools");
        Assert.Contains(pools.Rows, row => row is ["kme-east", "kme-west", "inbound", "relays", ..]);
        var routes = await RunAsync("routes");
        Assert.Contains(routes.Rows, row => row is ["kme-east", "kme-west", .., "kme-east", _, "kme-west"]);
        var pair = await RunAsync("routes", "kme-west", "kme-east");
        Assert.Contains(pair.Rows, row => row is ["fewest-hops", "no", .., "kme-west", _, "kme-east"]);
        Assert.Equal(Usage, (await RunAsync("routes", "kme-west")).ExitCode);
    }

    [Fact]
    public async Task Json_IsWhatTheGatewayAnswers()
    {
        var run = await RunAsync("topology", "--json");
        Assert.Equal(4, JsonElement.Parse(run.Output).GetProperty("kmes").GetArrayLength());
    }

    [Fact]
    public async Task Cut_Eavesdrop_Repair_ShowTheLink_AndItsAlarms()
    {
        const string Link = "kme-east~relay-south";
        Assert.Contains((await RunAsync("cut", Link)).Rows, row => row is [Link, "Cut", ..]);
        Assert.Contains((await RunAsync("repair", Link)).Rows, row => row is [Link, not "Cut", ..]);
        Assert.Contains((await RunAsync("eavesdrop", Link, "0.6")).Rows, row => row is [Link, "Alarm", "0", "b/s", ..]);
        Assert.Contains((await RunAsync("eavesdrop", Link, "0")).Rows, row => row is [Link, ..] && row[^5] == "-");
        var alarms = await RunAsync("alarms");
        Assert.Contains(alarms.Rows, row => row is [_, _, "relay-south", "LinkErrorRate", Link, ..]);
    }

    [Fact]
    public async Task Link_IsAdded_AndRemoved()
    {
        const string Link = "relay-north~relay-south";
        Assert.Equal(0, (await RunAsync("link", "add", Link, "--km", "12.5", "--loss", "4.2", "--profile", "gys")).ExitCode);
        Assert.Contains((await RunAsync("topology")).Rows, row => row is [Link, "gys", "12.5", "km", "4.20", "dB", "-"]);
        Assert.Equal(0, (await RunAsync("link", "remove", Link)).ExitCode);
        Assert.DoesNotContain((await RunAsync("topology")).Rows, row => row[0] == Link);
    }

    [Fact]
    public async Task Sae_IsAttached_AndDetached()
    {
        var attached = await RunAsync("sae", "attach", "sae-command", "kme-west");
        Assert.Contains("keys are drawn at https://127.0.0.1:", attached.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(network.Data, "certs", "sae-command.pem")));
        Assert.Equal(0, (await RunAsync("sae", "detach", "sae-command", "kme-west")).ExitCode);
    }

    [Fact]
    public async Task Watch_PrintsLinksAndRoutes()
    {
        var run = await RunAsync("watch", "--every", "0.05", "--looks", "2");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(run.Rows, row => row is [_, "link", "kme-west~relay-north:", "Up"]);
        Assert.Contains(run.Rows, row => row is [_, "route", "kme-east", "kme-west:", "kme-east", ..]);
    }

    [Theory]
    [InlineData("There is no link 'kme-east~kme-west'.", "cut", "kme-east~kme-west")]
    [InlineData("is not the name of a link", "cut", "nothing")]
    [InlineData("'share' must be from 0 to 1", "eavesdrop", "kme-west~relay-north", "1.5")]
    [InlineData("there is no device profile 'none'", "link", "add", "kme-east~kme-west", "--km", "1", "--profile", "none")]
    [InlineData("SAE 'nobody' is not attached", "sae", "detach", "nobody", "kme-west")]
    [InlineData("There is no KME 'nowhere'.", "routes", "kme-west", "nowhere")]
    public async Task Refusal_IsTheServersDetail_AndExitCodeOne(string detail, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal((Refused, ""), (run.ExitCode, run.Output));
        Assert.Contains(detail, run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("eavesdrop", "kme-west~relay-north", "half")]
    [InlineData("link", "add", "kme-east~kme-west")]
    [InlineData("kme", "add", "kme-new")]
    [InlineData("cut")]
    public async Task WrongArguments_AreToldWithoutAsking(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal(Usage, run.ExitCode);
        Assert.StartsWith("qkdmec: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoGateway_IsExitCodeThree()
    {
        var run = await CommandRun.OfAsync("network", "links", "--gateway", "http://127.0.0.1:9");
        Assert.Equal(Unreachable, run.ExitCode);
        Assert.Contains("nobody answers", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) =>
        CommandRun.OfAsync(["network", .. arguments, "--gateway", network.Gateway.OriginalString]);
}
