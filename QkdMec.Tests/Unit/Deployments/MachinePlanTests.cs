using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;

namespace QkdMec.Tests.Unit.Deployments;

/// <summary>Does a machine run its part and know where the rest is?</summary>
public sealed class MachinePlanTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-machine-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Plan_OfAMachine_IsWhatItRuns_AndWhereTheRestIs()
    {
        var plan = PlanOf("edge-b");

        Assert.Equal(["edge"], plan.Sites.Select(site => site.Id.Value));
        Assert.Equal(3, plan.AllSites.Length);
        Assert.Empty(plan.Hosts);
        Assert.Equal(KeyListenerId.Parse("edge/edge-b"), plan.Sites[0].Listener);
        Assert.Equal("https://10.0.0.14:8443/", plan.Sites[0].KeyAddress!.AbsoluteUri);
        Assert.Null(plan.Process.Gateway);
        Assert.Null(plan.Process.Client);
        Assert.False(plan.Process.OnboardsApps);
        Assert.Equal(2, MecPlan.OptionsOf(plan).Hosts.Length);
    }

    [Theory]
    [InlineData("edge", "edge/edge-2", "https://10.0.0.13:8443/", "https://10.0.0.14:8443/")]
    [InlineData("host-1", "edge/edge-1", "https://10.0.0.13:8443/", "https://10.0.0.14:8443/")]
    public void Plan_OfAMecHost_HasTheKmesMachines_TheNearestFirst(string machine, string host, params string[] addresses)
    {
        var plan = Assert.Single(PlanOf(machine).Hosts);

        Assert.Equal(host, plan.Id.ToGrainKey());
        Assert.Equal(addresses, plan.KeyAddresses.Select(address => address.AbsoluteUri));
    }

    [Fact]
    public void Plan_OfAnotherMachineOfTheSite_HasItselfFirst()
    {
        var site = PlanOf("edge-b").Sites[0];
        Assert.Equal(["https://10.0.0.14:8443/", "https://10.0.0.13:8443/"], site.KeyAddresses.Select(address => address.AbsoluteUri));
    }

    [Fact]
    public void Plan_OfAKmeWithoutSaes_KeepsAPlaceForItsListener()
    {
        var site = PlanOf("relay").Sites[0];

        Assert.Null(site.KeyAddress);
        Assert.Equal("https://10.0.0.12:8443/", site.KeptKeyAddress!.AbsoluteUri);
    }

    [Fact]
    public void Plan_OfAPerimeter_ReachesTheFirstGateway_AndThatOneOnboards()
    {
        var (clinic, edge, gate) = (PlanOf("clinic"), PlanOf("edge"), PlanOf("gate"));

        Assert.Equal("https://10.0.0.13:8080/", clinic.Process.ReachedGateway.AbsoluteUri);
        Assert.True(edge.Process.OnboardsApps);
        Assert.False(gate.Process.OnboardsApps);
        Assert.False(((MachinePlan)gate.Process).IsSilo);
        Assert.Contains(new Uri("https://10.0.0.99:8080"), ((MachinePlan)edge.Process).SystemListeners);
        Assert.Contains(new Uri("http://10.0.0.12:11111"), ((MachinePlan)edge.Process).SystemListeners);
    }

    private SystemPlan PlanOf(string machine)
    {
        var path = Path.Combine(root, "deployment.json");
        File.WriteAllText(path, SampleDeployments.Six);
        var plan = MachinePlan.Load(new SystemOptions { Deployment = path, Machine = machine });
        return new SystemPlan(plan.File.Scenario, new SystemOptions(), plan);
    }
}
