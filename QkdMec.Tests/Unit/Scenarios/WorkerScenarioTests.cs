using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;
using QkdMec.Silo.Workers;

namespace QkdMec.Tests.Unit.Scenarios;

/// <summary>Are workers of a scenario planned, and is each wrong one told?</summary>
public sealed class WorkerScenarioTests
{
    [Fact]
    public void Workers_ArePlannedWithTheirSites()
    {
        Assert.SkipUnless(WorkerBuild.HasGrpc, "this build refuses them");
        var plan = new SystemPlan(ScenarioWith(new WorkerScenario { Sae = "sae-worker-1", Address = "https://10.0.0.5:9443" }), new SystemOptions());
        var worker = Assert.Single(plan.Hosts.Single(host => host.Sae.Value == "sae-edge-1").Workers);
        Assert.Equal(("sae-worker-1", "edge", new Uri("https://10.0.0.5:9443")), (worker.Sae.Value, worker.Site.Value, worker.Address));
    }

    [Theory]
    [InlineData("sae-nobody", "https://10.0.0.5:9443", "worker 'sae-nobody' is no SAE of any site")]
    [InlineData("sae-edge-2", "https://10.0.0.5:9443", "worker 'sae-edge-2' is the SAE of a MEC host")]
    [InlineData("sae-hospital", "https://10.0.0.5:9443", "or of the client perimeter")]
    [InlineData("sae-worker-1", "http://10.0.0.5:9443", "'http://10.0.0.5:9443' is no 'address' of worker 'sae-worker-1'")]
    [InlineData("sae-worker-1", "worker", "'worker' is no 'address'")]
    [InlineData("sae-worker-1", "https://10.0.0.5:9443/x", "give one such as https://10.0.0.5:9443")]
    public void Worker_ThatCannotBe_IsTold(string sae, string address, string reason) =>
        Assert.Contains(FaultsOf(new WorkerScenario { Sae = sae, Address = address }), fault => fault.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void Worker_ThatStandsTwice_IsTold() => Assert.Contains(
        FaultsOf([.. Enumerable.Repeat(new WorkerScenario { Sae = "sae-worker-1", Address = "https://10.0.0.5:9443" }, 65)]),
        fault => fault.Contains("stands 65 times", StringComparison.Ordinal));

    [Fact]
    public void Workers_InABuildWithoutGrpc_AreRefused()
    {
        var faults = FaultsOf(new WorkerScenario { Sae = "sae-worker-1", Address = "https://10.0.0.5:9443" });
        Assert.Equal(WorkerBuild.HasGrpc ? [] : ["MEC host 'edge-1' of site 'edge' has 'workers': this build has no gRPC: build with -p:Grpc=true"], faults);
    }

    private static IReadOnlyList<string> FaultsOf(params WorkerScenario[] workers) => ScenarioValidator.Validate(ScenarioWith(workers));

    private static Scenario ScenarioWith(params WorkerScenario[] workers)
    {
        var hospital = ScenarioLibrary.Load("hospital");
        return hospital with
        {
            Sites = [.. hospital.Sites.Select(site => site.Id == "edge"
                ? site with { Saes = [.. site.Saes, "sae-worker-1"], Hosts = [.. site.Hosts.Select(host => host.Id == "edge-1" ? host with { Workers = workers } : host)] }
                : site)],
        };
    }
}
