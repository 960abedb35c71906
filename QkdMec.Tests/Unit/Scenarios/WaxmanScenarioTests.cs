using System.Text.Json;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Scenarios;

public sealed class WaxmanScenarioTests
{
    [Fact]
    public void Load_OfTheSameName_IsTheSameNetwork()
    {
        Assert.Equal(Json("waxman:50"), Json("waxman:50:1"));
        Assert.Equal(Json("waxman:50:1"), Json("waxman:50:1:4"));
        Assert.NotEqual(Json("waxman:50:1"), Json("waxman:50:2"));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(400)]
    public void Load_OfAnySize_IsConnected(int nodes)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var scenario = ScenarioLibrary.Load($"waxman:{nodes}:{seed}");

            Assert.Equal(nodes, scenario.Sites.Count);
            Assert.Equal(nodes, LinkChecks.Reached(scenario, scenario.Sites[0].Kme).Count);
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    public void Load_HasThreeToFourLinksASiteAndLengthsThatDevicesReach(int nodes)
    {
        var plan = new SystemPlan(ScenarioLibrary.Load($"waxman:{nodes}:7"), new SystemOptions());

        Assert.InRange(2.0 * plan.Links.Length / nodes, 2.7, 4);
        Assert.All(plan.Links, link => Assert.InRange(link.Fibre.LengthKm, 0, 120));
        Assert.All(plan.Links, link => Assert.True(link.NominalRateBitsPerSecond > 50e3, $"{link.Link} makes {link.NominalRateBitsPerSecond} b/s"));
    }

    [Theory]
    [InlineData("waxman:20:1:7", 7)]
    [InlineData("waxman:20", 4)]
    [InlineData("waxman:3", 3)]
    public void Load_PutsAsManySaesAsSaid(string name, int saes) =>
        Assert.Equal(saes, ScenarioLibrary.Load(name).ListeningSites.Count());

    [Theory]
    [InlineData("waxman:")]
    [InlineData("waxman:1")]
    [InlineData("waxman:fifty")]
    [InlineData("waxman:5000")]
    [InlineData("waxman:50:-1")]
    [InlineData("waxman:50:")]
    [InlineData("waxman:50:1:51")]
    [InlineData("waxman:50:1:4:9")]
    public void Load_OfAnotherForm_IsRefusedWithTheForm(string name)
    {
        var refusal = Assert.Throws<StartupException>(() => ScenarioLibrary.Load(name));
        Assert.Contains(WaxmanScenarios.Form, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("waxman:30:5")]
    [InlineData("hospital")]
    [InlineData("secoqc")]
    public void Write_MakesAFileThatIsReadAsTheSame(string name)
    {
        var directory = Directory.CreateTempSubdirectory("qkdmec-scenario-").FullName;
        try
        {
            var path = Path.Combine(directory, "written.json");
            ScenarioLibrary.Write(ScenarioLibrary.Load(name), path);

            Assert.Equal(Json(name), Json(path));
            var refusal = Assert.Throws<StartupException>(() => ScenarioLibrary.Write(ScenarioLibrary.Load(name), path));
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static string Json(string name) => JsonSerializer.Serialize(ScenarioLibrary.Load(name), ScenarioJson.Options);
}
