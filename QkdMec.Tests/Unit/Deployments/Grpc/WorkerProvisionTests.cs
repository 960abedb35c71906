using System.Text.Json;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Deployments.Grpc;

/// <summary>Do the machines of MEC hosts get what they know their workers by, and nothing more?</summary>
public sealed class WorkerProvisionTests : ProvisionedFolder
{
    [Fact]
    public void Run_BringsTheAuthorityOfAWorkersSiteToItsHost_WithoutItsKey()
    {
        var hospital = ScenarioLibrary.Load("hospital");
        WorkerScenario[] workers = [new() { Sae = "sae-worker-1", Address = "https://10.0.0.21:9443" }, new() { Sae = "sae-worker-2", Address = "https://10.0.0.22:9443" }];
        var scenario = hospital with
        {
            Sites = [.. hospital.Sites.Select(site => site.Id switch
            {
                "edge" => site with { Saes = [.. site.Saes, "sae-worker-1"], Hosts = [.. site.Hosts.Select(host => host.Id == "edge-1" ? host with { Workers = workers } : host)] },
                "relay" => site with { Saes = ["sae-worker-2"] },
                _ => site,
            })],
        };
        var path = Path.Combine(Directory.CreateDirectory(Folder + "-scenario").FullName, "workers.json");
        File.WriteAllText(path, JsonSerializer.Serialize(scenario, ScenarioJson.Options));
        var six = JsonSerializer.Deserialize<Deployment>(SampleDeployments.Six, ScenarioJson.Options)!;

        Run(JsonSerializer.Serialize(six with { Scenario = path }, ScenarioJson.Options));

        Assert.Equal(
            ["certs/sae-edge-1.key", "certs/sae-edge-1.pem", "cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "lock", "sites/edge/ca.pem", "sites/relay/ca.pem"], FilesOf("host-1"));
        Assert.Contains("certs/sae-worker-1.key", FilesOf("edge"));
        Assert.Contains("certs/sae-worker-2.key", FilesOf("relay"));
        Assert.Equal(HashOf(In("relay", "sites", "relay", "ca.pem")), HashOf(In("host-1", "sites", "relay", "ca.pem")));
    }
}
