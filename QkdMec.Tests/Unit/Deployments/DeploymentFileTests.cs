using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Deployments;

/// <summary>Does a deployment file say who runs what, and is every fault of one told in one line?</summary>
public sealed class DeploymentFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-deployment-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Load_SixMachines_SaysWhoRunsWhat()
    {
        var file = LoadText(SampleDeployments.Six);
        var edge = SiteId.Parse("edge");

        Assert.Equal(["edge", "edge-b"], file.MachinesOf(edge).Select(machine => machine.Name));
        Assert.Equal("host-1", file.MachineOf(HostId.Parse("edge/edge-1")).Name);
        Assert.Equal("edge", file.MachineOf(HostId.Parse("edge/edge-2")).Name);
        Assert.Equal([HostId.Parse("edge/edge-2")], file.HostsOf(file.Require("edge")));
        Assert.Empty(file.HostsOf(file.Require("edge-b")));
        Assert.Equal("https://10.0.0.14:8443/", file.KeyAddressOf(file.Require("edge-b"), edge).AbsoluteUri);
    }

    [Fact]
    public void GatewayAddress_IsTheMachines_WhereTheListenerIsOnAllOfThem()
    {
        var file = LoadText(SampleDeployments.Six);

        Assert.Equal("https://10.0.0.13:8080/", file.Require("edge").GatewayAddress!.AbsoluteUri);
        Assert.Equal("https://10.0.0.99:8080/", file.Require("gate").GatewayAddress!.AbsoluteUri);
        Assert.Null(file.Require("relay").GatewayAddress);
    }

    [Fact]
    public void SitesOfOneMachine_HaveTheirPortsInTheScenariosOrder_ThoseWithoutSaesLast()
    {
        var file = LoadText("""
            { "name": "one", "scenario": "hospital", "kmePort": 9000,
              "machines": [{ "name": "all", "address": "::1", "sites": ["edge", "relay", "hospital"], "gateway": "http://[::1]:8080" }] }
            """);

        var all = file.Require("all");
        Assert.Equal(
            ["https://[::1]:9000/", "https://[::1]:9001/", "https://[::1]:9002/"],
            new[] { "hospital", "edge", "relay" }.Select(site => file.KeyAddressOf(all, SiteId.Parse(site)).AbsoluteUri));
        Assert.Equal(2, file.HostsOf(all).Count());
    }

    [Fact]
    public void ScenarioFile_IsFoundBesideTheDeploymentFile()
    {
        ScenarioLibrary.Write(ScenarioLibrary.Load("hospital") with { Name = "beside" }, Path.Combine(root, "mine.json"));
        Assert.Equal("beside", LoadText(SampleDeployments.Six.Replace("\"hospital\",\n", "\"mine.json\",\n", StringComparison.Ordinal)).Scenario.Name);
    }

    [Fact]
    public void Require_AnUnknownMachine_ListsTheKnownOnes()
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText(SampleDeployments.Six).Require("egde"));
        Assert.Contains("deployment 'lab' has no such machine; it has clinic, relay, edge, edge-b, host-1, gate", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhenTheFileIsMissing_NamesIt()
    {
        var refusal = Assert.Throws<StartupException>(() => DeploymentFile.Load("/nowhere/d.json"));
        Assert.Contains("deployment file '/nowhere/d.json' cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"name":"x","scenario":"hospital"}""")]
    [InlineData("""{"name":"x","scenario":"hospital","machines":[],"machine":[]}""")]
    [InlineData("""{"name":"x","scenario":"hospital","machines":[{"name":"a","address":"10.0.0.1","postgres":"Host=db"}]}""")]
    [InlineData("""{"name":"x","scenario":"hospital","machines":[{"name":"a","address":"10.0.0.1","sites":"edge"}]}""")]
    [InlineData("""{"name":"x","scenario":"hospital","machines":[],"siloPort":"11111"}""")]
    [InlineData("""{"name":"x","scenario":"hospitol","machines":[]}""")]
    public void Load_WhenItIsNoDeployment_IsRefusedInOneLine(string json)
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText(json));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Theory]
    [InlineData("'two words' is not a name for a deployment", "\"lab\"", "\"two words\"")]
    [InlineData("machine 'edge' stands 2 times: give each its own name", "\"edge-b\"", "\"edge\"")]
    [InlineData("'vault' is a name of the system's own files", "\"edge-b\"", "\"vault\"")]
    [InlineData("machine 'relay': scenario 'hospital' has no site 'realy': give one of hospital, edge, relay", "[\"relay\"]", "[\"relay\", \"realy\"]")]
    [InlineData("site 'relay' has no machine: add it to the 'sites' of one", "[\"relay\"]", "[\"edge\"]")]
    [InlineData("machine 'relay': site 'relay' stands 2 times: give it once", "[\"relay\"]", "[\"relay\", \"relay\"]")]
    [InlineData("machine 'host-1': scenario 'hospital' has no MEC host 'edge/edge-9': give one of edge/edge-1, edge/edge-2", "edge/edge-1", "edge/edge-9")]
    [InlineData("MEC host 'edge/edge-1' is given 2 times, at machine 'relay', 'host-1': give it to one machine", "[\"relay\"]", "[\"relay\"], \"hosts\": [\"edge/edge-1\"]")]
    [InlineData("machine 'host-1' runs nothing", "[\"edge/edge-1\"]", "[]")]
    [InlineData("machine 'relay' has a 'client', but not site 'hospital'", "[\"relay\"]", "[\"relay\"], \"client\": \"http://127.0.0.1:8081\"")]
    [InlineData("machine 'relay': 'address' is 'relay.lan': give the IP address", "10.0.0.12", "relay.lan")]
    [InlineData("machine 'relay': 'address' is '10.12': give the IP address", "10.0.0.12", "10.12")]
    [InlineData("machine 'relay': 'address' is '0.0.0.0': give the IP address", "10.0.0.12", "0.0.0.0")]
    [InlineData("address 10.0.0.11 is given to machines 'clinic', 'relay': give each its own", "10.0.0.12", "10.0.0.11")]
    [InlineData("machine 'clinic': 'client' is 'http://10.0.0.11:8081': only loopback addresses", "http://127.0.0.1:8081", "http://10.0.0.11:8081")]
    [InlineData("machine 'gate': 'gateway' is 'http://10.0.0.99:8080': only loopback addresses", "https://10.0.0.99:8080", "http://10.0.0.99:8080")]
    [InlineData("machine 'gate': 'gateway' is 'https://gate.lan:8080': give an IP address of the machine", "https://10.0.0.99:8080", "https://gate.lan:8080")]
    [InlineData("machine 'gate': 'gateway' is '10.0.0.99': give an address such as https://0.0.0.0:8080", "https://10.0.0.99:8080", "10.0.0.99")]
    [InlineData("machine 'relay': 'health' is 'https://127.0.0.1:1': give an address such as http://127.0.0.1:8080", "[\"relay\"]", "[\"relay\"], \"health\": \"https://127.0.0.1:1\"")]
    [InlineData("'siloPort' is 0: give a port from 1 to 65535", "\"name\": \"lab\"", "\"name\": \"lab\", \"siloPort\": 0")]
    [InlineData("'siloPort' and 'clientPort' are both 7000", "\"name\": \"lab\"", "\"name\": \"lab\", \"siloPort\": 7000, \"clientPort\": 7000")]
    [InlineData("machine 'clinic': port 11111 is a KME's and also the silo's", "\"name\": \"lab\"", "\"name\": \"lab\", \"kmePort\": 11111")]
    public void Load_WithAFault_NamesItAndItsRemedy(string fault, string right, string wrong)
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText(SampleDeployments.Six.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Load_OfASiteWithKeyFilesOnTwoMachines_IsRefused()
    {
        var hospital = ScenarioLibrary.Load("hospital");
        var module = new ModuleScenario
        {
            Driver = "key-files",
            Ends = new Dictionary<string, ModuleEndScenario> { ["relay-1"] = new() { Directory = "/keys/relay" }, ["kme-edge"] = new() { Directory = "/keys/edge" } },
        };
        var scenario = hospital with { Links = [hospital.Links[0], hospital.Links[1] with { Module = module }] };
        ScenarioLibrary.Write(scenario, Path.Combine(root, "files.json"));

        var refusal = Assert.Throws<StartupException>(() => LoadText(SampleDeployments.Six.Replace("\"hospital\",\n", "\"files.json\",\n", StringComparison.Ordinal)));
        Assert.Contains("site 'edge' is on several machines and link 'kme-edge~relay-1' has key files: a site with key files must be on one machine", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WithoutAGateway_IsRefused()
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText("""
            { "name": "one", "scenario": "cambridge", "machines": [{ "name": "a", "address": "10.0.0.1", "sites": [], "client": "http://127.0.0.1:8081" }] }
            """));
        Assert.Contains("no machine has a 'gateway'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("has no client perimeter: remove it", refusal.Message, StringComparison.Ordinal);
    }

    private DeploymentFile LoadText(string json)
    {
        var path = Path.Combine(root, "deployment.json");
        File.WriteAllText(path, json);
        return DeploymentFile.Load(path);
    }
}
