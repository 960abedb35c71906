using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Tests.Unit.Deployments;

public sealed class ProvisionTests : ProvisionedFolder
{
    [Fact]
    public void Run_GivesEachMachineWhatItsOwnSitesAndHostsNeed_AndNothingOfOthers()
    {
        Run();

        Assert.Equal(
            [
                "certs/sae-hospital.key", "certs/sae-hospital.pem", "cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "gateway/ca.pem", "lock", "sites/hospital/ca.key",
                "sites/hospital/ca.pem", "sites/hospital/kme-hospital.key", "sites/hospital/kme-hospital.pem", "sites/hospital/link-kme-hospital~relay-1.secret", "sites/hospital/master.key",
            ],
            FilesOf("clinic"));
        Assert.Equal(
            [
                "cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "lock", "sites/relay/ca.key", "sites/relay/ca.pem", "sites/relay/link-kme-edge~relay-1.secret",
                "sites/relay/link-kme-hospital~relay-1.secret", "sites/relay/master.key", "sites/relay/relay-1.key", "sites/relay/relay-1.pem",
            ],
            FilesOf("relay"));
        Assert.Equal(
            [
                "certs/sae-edge-2.key", "certs/sae-edge-2.pem", "cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "gateway/ca.pem", "gateway/server.key", "gateway/server.pem", "lock",
                "sites/edge/ca.key", "sites/edge/ca.pem", "sites/edge/kme-edge.key", "sites/edge/kme-edge.pem", "sites/edge/link-kme-edge~relay-1.secret", "sites/edge/master.key",
            ],
            FilesOf("edge"));
        Assert.Equal(
            ["certs/sae-edge-1.key", "certs/sae-edge-1.pem", "cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "lock", "sites/edge/ca.pem"],
            FilesOf("host-1"));
        Assert.Equal(
            ["cluster/ca.pem", "cluster/node.key", "cluster/node.pem", "gateway/ca.pem", "gateway/server.key", "gateway/server.pem", "lock"],
            FilesOf("gate"));
    }

    [Fact]
    public void Run_PutsNoSecretOfASite_WhereTheSiteDoesNotRun()
    {
        var file = Run();
        foreach (var machine in file.Deployment.Machines)
        {
            var contents = Directory.GetFiles(Path.Combine(Folder, machine.Name), "*", SearchOption.AllDirectories).Select(HashOf).ToHashSet();
            var strange = file.Scenario.Sites.Where(site => !machine.Sites.Contains(site.Id)).SelectMany(site => Originals(site.Id, "ca.key", "master.key"));

            Assert.DoesNotContain(strange, contents.Contains);
            Assert.DoesNotContain(HashOf(Path.Combine(Folder, "ca", "ca.key")), contents);
            Assert.DoesNotContain(HashOf(Path.Combine(Folder, "ca", "gateway.key")), contents);
        }
    }

    [Fact]
    public void Run_GivesMachinesOfOneSiteTheSame_AndBothEndsOfALinkItsSecret()
    {
        Run();

        foreach (var name in new[] { "ca.key", "ca.pem", "master.key", "link-kme-edge~relay-1.secret" })
        {
            Assert.Equal(HashOf(In("edge", "sites", "edge", name)), HashOf(In("edge-b", "sites", "edge", name)));
        }

        Assert.Equal(HashOf(In("edge", "sites", "edge", "link-kme-edge~relay-1.secret")), HashOf(In("relay", "sites", "relay", "link-kme-edge~relay-1.secret")));
        Assert.Equal(HashOf(In("edge", "sites", "edge", "ca.pem")), HashOf(In("host-1", "sites", "edge", "ca.pem")));
    }

    [Fact]
    public void Run_MakesCertificatesForAddressesAndRoles()
    {
        Run();
        using var node = NodeCredentials.Load(In("host-1", "cluster"));
        using var edge = NodeCredentials.Load(In("edge", "cluster"));
        using var kme = X509CertificateLoader.LoadCertificateFromFile(In("edge-b", "sites", "edge", "kme-edge.pem"));
        using var gateway = X509CertificateLoader.LoadCertificateFromFile(In("gate", "gateway", "server.pem"));

        Assert.Equal("urn:qkdmec:silo:edge/edge-1", node.Roles.ToString());
        Assert.Equal("urn:qkdmec:silo:edge urn:qkdmec:silo:edge/edge-2 urn:qkdmec:gateway", edge.Roles.ToString());
        Assert.True(node.Certificate.MatchesHostname("10.0.0.15"));
        Assert.True(kme.MatchesHostname("10.0.0.14"));
        Assert.True(gateway.MatchesHostname("10.0.0.16"));
        Assert.False(NodeRoles.Of(gateway).IsClient);
    }

    [Fact]
    public void Run_Again_ChangesNothing()
    {
        Run();
        var before = Hashes();
        Run();

        Assert.Equal(before, Hashes());
    }

    [Fact]
    public void Run_WhileAMachineRunsOnItsFolder_Works()
    {
        Run();
        using var running = DataDirectory.Open(In("edge"));
        File.Delete(In("edge", "cluster", "node.pem"));
        Run();

        Assert.True(File.Exists(In("edge", "cluster", "node.pem")));
    }

    [Fact]
    public void Run_AfterAMachineWasAdded_GivesItWhatTheSiteHas_AndLeavesTheOthers()
    {
        Run();
        var before = Hashes();
        Run(SampleDeployments.Six.Replace("\"machines\": [", "\"machines\": [ { \"name\": \"edge-c\", \"address\": \"10.0.0.17\", \"sites\": [\"edge\"] },", StringComparison.Ordinal));

        // Where nobody is named, a MEC host is at the first machine of its site, which is another one now.
        Assert.Equal(before.Where(one => !one.StartsWith("edge/cluster/node.", StringComparison.Ordinal)), Hashes().Intersect(before));
        Assert.Equal(HashOf(In("edge", "sites", "edge", "master.key")), HashOf(In("edge-c", "sites", "edge", "master.key")));
    }

    [Fact]
    public void Run_MakesAFolderThatWasLostAgain_FromTheOriginals()
    {
        Run();
        var key = HashOf(In("clinic", "sites", "hospital", "master.key"));
        Directory.Delete(In("clinic"), recursive: true);
        Run();

        Assert.Equal(key, HashOf(In("clinic", "sites", "hospital", "master.key")));
    }

    [Fact]
    public void Run_RenewsANodeCertificateNearItsEnd_AndNothingElseOfTheMachine()
    {
        Run();
        var before = Hashes();
        Run(time: new LaterTime(TimeSpan.FromDays(397 - 29)));

        var changed = before.Except(Hashes()).Select(line => line.Split(' ')[0]).Where(name => name.StartsWith("relay/", StringComparison.Ordinal)).ToList();
        Assert.Equal(["relay/cluster/node.key", "relay/cluster/node.pem", "relay/sites/relay/relay-1.key", "relay/sites/relay/relay-1.pem"], changed);
    }

    [Fact]
    public void Run_KeepsAGatewaysCertificateOfAnotherAuthority()
    {
        Run();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var bought = new CertificateRequest("CN=edge.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(In("gate", "gateway", "server.pem"), bought.ExportCertificatePem());
        File.WriteAllText(In("gate", "gateway", "server.key"), key.ExportPkcs8PrivateKeyPem());
        Run();

        Assert.Equal(bought.ExportCertificatePem(), File.ReadAllText(In("gate", "gateway", "server.pem")));
    }

    [Fact]
    public void Run_MakesEverythingItsOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are POSIX");
        Run();

        Assert.All(Directory.GetDirectories(Folder, "*", SearchOption.AllDirectories).Append(Folder), path => Assert.Equal((UnixFileMode)0b111_000_000, Mode(path)));
        var secrets = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is ".key" or ".secret").ToList();
        Assert.NotEmpty(secrets);
        Assert.All(secrets, path => Assert.Equal((UnixFileMode)0b110_000_000, Mode(path)));
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private sealed class LaterTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
