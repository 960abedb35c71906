using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Scenarios;

public sealed class ScenarioTests
{
    [Fact]
    public void Load_Hospital_HasTwoListeningSitesInPortOrder()
    {
        var hospital = ScenarioLibrary.Load("hospital");

        Assert.Equal(["kme-hospital", "kme-edge"], hospital.ListeningSites.Select(site => site.Kme));
        Assert.Equal(["sae-hospital", "sae-edge-1", "sae-edge-2"], hospital.Sites.SelectMany(site => site.Saes));
        Assert.Equal(["echo", "cardio-risk", "covid-risk", "ecg-monitor"], hospital.Apps.Select(app => app.Function));
    }

    [Fact]
    public void EveryKnownScenario_IsValid_AndNamedAsItsFile() =>
        Assert.All(ScenarioLibrary.Names, name => Assert.Equal(name, ScenarioLibrary.Load(name).Name));

    [Fact]
    public void Load_WhenUnknown_ListsTheKnownOnes()
    {
        var refusal = Assert.Throws<StartupException>(() => ScenarioLibrary.Load("hospitol"));
        Assert.Contains("known: cambridge, chain-31, hospital, madqci, secoqc, tokyo; or give waxman:NODES", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhenTheFileIsMissing_NamesIt()
    {
        var refusal = Assert.Throws<StartupException>(() => ScenarioLibrary.Load("/nowhere/one.json"));
        Assert.Contains("/nowhere/one.json", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"name":"x","sites":null}""")]
    [InlineData("""{"name":"x","sites":[],"sitess":[]}""")]
    [InlineData("""{"name":"x","sites":[{"id":"a","kme":7}]}""")]
    public void Load_WhenTheJsonIsNoScenario_IsRefusedInOneLine(string json)
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText(json));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Load_WhenSeveralThingsAreWrong_ListsEveryFault()
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText("""
            {
              "name": "broken",
              "sites": [
                { "id": "a", "kme": "k a", "saes": ["s1", "s1", "Master"], "client": { "sae": "s9", "deviceApp": "d" } },
                { "id": "a", "kme": "kb", "hosts": [{ "id": "h", "sae": "s2", "contexts": 0, "memoryMegabytes": -1 }] }
              ],
              "links": [{ "between": ["kb", "kx"], "profile": "metre", "kilometres": -1 }, { "between": ["kb"], "profile": "gigahertz", "kilometres": 1, "reserveBytes": -1 },
                { "between": ["k a", "kb"], "profile": "operator", "kilometres": 1, "lossDb": -2, "rateBitsPerSecond": -3, "qber": 0.09, "initialStoreBytes": -4,
                  "outages": { "hoursBetween": 0, "minutesToRepair": -6 } }],
              "apps": [{ "name": "n", "function": "ekko", "description": "d" }],
              "policies": { "placement": "nearest", "singleHost": "edge/edge-9", "stockHorizonSeconds": -1, "keyRateBitsPerSecond": -5, "poolCapacityBytes": 5, "routing": "scenic", "disjointPaths": 0, "pairs": [{ "between": ["kb", "kz"], "disjointPaths": 9 }] }
            }
            """));

        Assert.All(
            new[]
            {
                "'k a' is not a name", "SAE 's1' stands 2 times", "'Master' is a name of the system's own files", "uses SAE 's9'", "site 'a' stands 2 times", "uses SAE 's2'", "'contexts' is 0",
                "'memoryMegabytes' is -1", "there is no KME 'kx'", "'kilometres' is -1", "no device profile 'metre'", "'between' names 1 KMEs", "there is no function 'ekko'", "there is no placement 'nearest'",
                "there is no host 'edge/edge-9'", "'stockHorizonSeconds' is -1",
                "'reserveBytes' is -1", "there is no routing 'scenic'", "policies: 'disjointPaths' is 0", "pair 'kb–kz': 'disjointPaths' is 9", "there is no KME 'kz'",
                "'keyRateBitsPerSecond' is -5", "'lossDb' is -2", "'rateBitsPerSecond' is -3", "'qber' is 0.09", "'initialStoreBytes' is -4",
                "'outages.hoursBetween' is 0", "'outages.minutesToRepair' is -6", "'poolCapacityBytes' is 5",
            },
            fault => Assert.Contains(fault, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_WhenNoPathJoinsClientAndHosts_SaysSo()
    {
        var refusal = Assert.Throws<StartupException>(() => LoadText("""
            {
              "name": "apart",
              "sites": [
                { "id": "a", "kme": "ka", "saes": ["sa"], "client": { "sae": "sa", "deviceApp": "d" } },
                { "id": "b", "kme": "kb", "saes": ["sb"], "hosts": [{ "id": "h", "sae": "sb" }] }
              ]
            }
            """));
        Assert.Contains("no path of links joins KME 'ka' and KME 'kb'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Load_WhenAPairHasFewerRoutesThanItMust_IsRefused(int paths, bool isFine)
    {
        var json = $$"""
            {
              "name": "ring",
              "sites": [{ "id": "a", "kme": "ka", "saes": ["s1"] }, { "id": "b", "kme": "kb" }, { "id": "c", "kme": "kc" }, { "id": "d", "kme": "kd", "saes": ["s2"] }],
              "links": [
                { "between": ["ka", "kb"], "profile": "gigahertz", "kilometres": 1 }, { "between": ["kb", "kd"], "profile": "gigahertz", "kilometres": 1 },
                { "between": ["ka", "kc"], "profile": "gigahertz", "kilometres": 1 }, { "between": ["kc", "kd"], "profile": "gigahertz", "kilometres": 1 }
              ],
              "policies": { "pairs": [{ "between": ["kd", "ka"], "disjointPaths": {{paths}} }] }
            }
            """;

        if (isFine)
        {
            Assert.Equal(paths, Assert.Single(LoadText(json).Policies.Pairs).DisjointPaths);
        }
        else
        {
            Assert.Contains("must have 3 routes without a common relay and have 2", Assert.Throws<StartupException>(() => LoadText(json)).Message, StringComparison.Ordinal);
        }
    }

    private static Scenario LoadText(string json)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("qkdmec-scenario-").FullName, "one.json");
        try
        {
            File.WriteAllText(path, json);
            return ScenarioLibrary.Load(path);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Theory]
    [InlineData("hospital", new[] { 0 }, "0 in 'morePorts' is no port")]
    [InlineData("hospital", new[] { 9000, 9000 }, "port 9000 stands 2 times")]
    [InlineData("relay", new[] { 9000 }, "no SAE that could call there")]
    [InlineData("edge", new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 }, "give at most 16")]
    public void Validate_WithPortsThatCannotBe_SaysWhy(string site, int[] ports, string reason)
    {
        var hospital = ScenarioLibrary.Load("hospital");
        var scenario = hospital with { Sites = [.. hospital.Sites.Select(one => one.Id == site ? one with { MorePorts = ports } : one)] };
        Assert.Contains(reason, Assert.Single(ScenarioValidator.Validate(scenario)), StringComparison.Ordinal);
    }
}
