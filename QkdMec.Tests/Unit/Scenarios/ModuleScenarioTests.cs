using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.QkdLinks.KeyFiles;
using QkdMec.Silo.QkdLinks.Upstream;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Scenarios;

/// <summary>Does a link get the driver that its scenario names, or a clear refusal?</summary>
public sealed class ModuleScenarioTests : IDisposable
{
    private static readonly KmeId End = KmeId.Parse("ka");
    private static readonly LinkId Link = LinkId.Between(End, KmeId.Parse("kb"));

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-modules-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("carrier-pigeon", "{}", "there is no driver 'carrier-pigeon': give one of simulated, etsi014, key-files")]
    [InlineData("key-files", "{}", "driver 'key-files' has no settings for KME 'ka'")]
    [InlineData("key-files", """{"ka":{},"kb":{"directory":"/b"}}""", "at 'ka': driver 'key-files' needs 'directory'")]
    [InlineData("key-files", """{"ka":{"directory":"/a","sae":"s"},"kb":{"directory":"/b"}}""", "driver 'key-files' has no 'sae': remove it")]
    [InlineData("key-files", """{"ka":{"directory":"/a"},"kb":{"directory":"/b"},"kc":{}}""", "'ends' has settings for 'kc'")]
    [InlineData("simulated", """{"ka":{}}""", "'ends' has settings for 'ka', which driver 'simulated' does not need")]
    [InlineData("etsi014", """{"ka":{"kme":"http://10.0.0.1"},"kb":{}}""", "'kme' is 'http://10.0.0.1': give an address such as https://")]
    [InlineData("etsi014", """{"ka":{},"kb":{}}""", "at 'kb': driver 'etsi014' needs 'authorities'")]
    public void Load_WithADriverThatLacksWhatItNeeds_SaysWhat(string driver, string ends, string fault)
    {
        var path = Path.Combine(root, "one.json");
        File.WriteAllText(path, $$"""
            {
              "name": "one",
              "sites": [{ "id": "a", "kme": "ka" }, { "id": "b", "kme": "kb" }],
              "links": [{ "between": ["ka", "kb"], "profile": "operator", "kilometres": 1, "module": { "driver": "{{driver}}", "ends": {{ends}} } }]
            }
            """);

        Assert.Contains(fault, Assert.Throws<StartupException>(() => ScenarioLibrary.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_OfALinkWithoutADriver_LeavesItSimulated()
    {
        Assert.Null(Make(null));
        Assert.Null(Make(new ModuleScenario { Driver = "simulated" }));
    }

    [Fact]
    public void Make_OfKeyFiles_OpensTheirLedger_OrSaysWhatIsWrong()
    {
        var missing = Assert.Throws<StartupException>(() => Make(KeyFilesIn(Path.Combine(root, "none"))));
        Assert.Contains("link 'ka~kb' at 'ka': there is no directory", missing.Message, StringComparison.Ordinal);

        using (var module = Assert.IsType<KeyFileQkdModule>(Make(KeyFilesIn(root))))
        {
            Assert.True(File.Exists(Path.Combine(root, "link-ka~kb.used")));
        }

        File.WriteAllBytes(Path.Combine(root, "link-ka~kb.used"), new byte[1024]);
        var damaged = Assert.Throws<StartupException>(() => Make(KeyFilesIn(root)));
        Assert.Contains("is damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_OfAnUpstreamKme_ReadsItsFiles_OrSaysWhatIsWrong()
    {
        using var authority = new CertificateAuthority(CertificateAuthority.CreateAuthority(SiteId.Parse("vendor"), TimeProvider.System), TimeProvider.System);
        using var certificate = authority.IssueClientCertificate(SaeId.Parse("sae-a"));
        var (pem, key, trust) = (Path.Combine(root, "sae.pem"), Path.Combine(root, "sae.key"), Path.Combine(root, "ca.pem"));
        CertificateFiles.Save(certificate, pem, key);
        CertificateFiles.Write(trust, authority.Certificate.ExportCertificatePem());
        var end = new ModuleEndScenario { Kme = "https://10.0.0.1:8443", Sae = "sae-a", Certificate = pem, Key = key, Authorities = trust };
        using (Assert.IsType<UpstreamQkdModule>(Make(Upstream(end))))
        {
        }

        Assert.Contains("cannot be used", Refusal(end with { Key = pem + "x" }), StringComparison.Ordinal);
        Assert.Contains("cannot be used", Refusal(end with { Certificate = key }), StringComparison.Ordinal);
        Assert.Contains("has no certificate of an authority", Refusal(end with { Authorities = key }), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            Assert.Contains("can be used by others: chmod 600", Refusal(end), StringComparison.Ordinal);
        }
    }

    private static ModuleScenario KeyFilesIn(string directory) => Both("key-files", new ModuleEndScenario { Directory = directory });

    private static ModuleScenario Upstream(ModuleEndScenario end) => Both("etsi014", end);

    private static ModuleScenario Both(string driver, ModuleEndScenario end) =>
        new() { Driver = driver, Ends = new Dictionary<string, ModuleEndScenario> { ["ka"] = end, ["kb"] = end } };

    private string Refusal(ModuleEndScenario end) => Assert.Throws<StartupException>(() => Make(Upstream(end))).Message;

    private IDisposable? Make(ModuleScenario? module) => (IDisposable?)ModuleDrivers.Make(
        Link, End, module, root, new ModuleServices(new SeededEntropy(1), TimeProvider.System, NullLogger.Instance));
}
