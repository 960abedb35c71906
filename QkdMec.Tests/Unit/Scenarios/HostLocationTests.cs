using System.Text.Json;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Scenarios;

/// <summary>Can a scenario say where a MEC host stands, and is a place that does not exist refused?</summary>
public sealed class HostLocationTests
{
    [Fact]
    public void Location_OfAHost_IsReadAndWrittenAgain()
    {
        var host = Read("""{ "id": "h", "sae": "s", "countryCode": "ES", "civicAddress": { "3": "Sevilla", "1": "Andalucía" }, "longitude": -5.98, "latitude": 37.39 }""");
        var again = JsonSerializer.Deserialize<HostScenario>(JsonSerializer.Serialize(host, ScenarioJson.Options), ScenarioJson.Options)!;

        Assert.Equal("Sevilla", again.CivicAddress[3]);
        Assert.Equal((-5.98, 37.39), (again.Longitude, again.Latitude));
        Assert.Empty(FaultsOf(again));
        Assert.Empty(FaultsOf(Read("""{ "id": "h", "sae": "s" }""")));
    }

    [Theory]
    [InlineData("\"countryCode\": \"es\"", "'countryCode' is 'es'")]
    [InlineData("\"countryCode\": \"ESP\"", "'countryCode' is 'ESP'")]
    [InlineData("\"civicAddress\": { \"256\": \"x\" }", "'civicAddress' has 256")]
    [InlineData("\"civicAddress\": { \"3\": \" \" }", "'civicAddress' has 3")]
    [InlineData("\"longitude\": 1", "give both or none")]
    [InlineData("\"longitude\": 181, \"latitude\": 0", "there is no place")]
    [InlineData("\"longitude\": 0, \"latitude\": -90.5", "there is no place")]
    public void Location_ThatIsNone_IsAFault(string member, string fault) =>
        Assert.Contains(fault, Assert.Single(FaultsOf(Read($"{{ \"id\": \"h\", \"sae\": \"s\", {member} }}"))), StringComparison.Ordinal);

    private static List<string> FaultsOf(HostScenario host)
    {
        var faults = new List<string>();
        HostLocationChecks.Check(host, faults);
        return faults;
    }

    private static HostScenario Read(string json) => JsonSerializer.Deserialize<HostScenario>(json, ScenarioJson.Options)!;
}
