using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Composition;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Which SAE a client certificate stands for: by URI, by common name, by the map of the product's scenario.</summary>
public sealed class SaeIdentityTests : IDisposable
{
    private readonly X509Certificate2 authority = CertificateAuthority.CreateAuthority(SiteId.Parse("alpha"), TimeProvider.System);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qkdmec-identity-");

    public void Dispose()
    {
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("someone", "urn:etsi:qkd:sae:sae-a", "sae-a")]
    [InlineData("sae-b", "urn:etsi:qkd:sae:sae-a", "sae-a")]
    [InlineData("sae-b", "https://example.org/", "sae-b")]
    [InlineData("sae-b", null, "sae-b")]
    [InlineData("A Hospital, Ward 7", null, null)]
    [InlineData("sae-b", "urn:etsi:qkd:sae:no%20name", null)]
    public void Of_TakesTheUriThenTheCommonName(string commonName, string? uri, string? expected)
    {
        using var certificate = Issue(commonName, uri is null ? [] : [uri]);
        Assert.Equal(expected, SaeIdentity.Of(certificate, OptionsWith())?.Value);
    }

    [Fact]
    public void Of_ACertificateThatNamesTwoSaes_IsNone()
    {
        using var certificate = Issue("sae-a", "urn:etsi:qkd:sae:sae-a", "urn:etsi:qkd:sae:sae-b");
        Assert.Null(SaeIdentity.Of(certificate, OptionsWith()));
    }

    [Fact]
    public void Of_ACertificateWithoutAName_IsWhatTheMapSays()
    {
        using var certificate = Issue("A Hospital, Ward 7");
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        Assert.Equal("sae-c", SaeIdentity.Of(certificate, OptionsWith((thumbprint, "sae-c")))?.Value);
    }

    [Fact]
    public async Task Product_WithAScenario_KnowsSaesByUriByCommonNameAndByItsMap_AndTakesItsLimits()
    {
        using var byUri = Issue("A", "urn:etsi:qkd:sae:sae-a");
        using var byName = Issue("sae-b");
        using var byMap = Issue("A Hospital, Ward 7");
        var options = await WriteScenarioAsync(byMap);
        using var data = DataDirectory.Open(options.DataDirectory);
        InstallAuthority(data.SiteDirectory(SiteId.Parse("alpha")));
        await using var system = await RunningSystem.StartAsync(
            new SystemPlan(ScenarioLibrary.Load(options.Scenario), options), data, NullLoggerFactory.Instance, stopping: TestContext.Current.CancellationToken);
        var (one, two, three) = (ClientOf(byUri, options.KmePort), ClientOf(byName, options.KmePort), ClientOf(byMap, options.KmePort));

        Assert.Equal("sae-a", (await GetAsync(one, "/api/v1/keys/sae-b/status")).MustBeOk().Json.GetProperty("master_SAE_ID").GetString());
        Assert.Equal("sae-b", (await GetAsync(two, "/api/v1/keys/sae-a/status")).MustBeOk().Json.GetProperty("master_SAE_ID").GetString());
        var status = (await GetAsync(three, "/api/v1/keys/sae-a/status")).MustBeOk().Json;
        Assert.Equal("sae-c", status.GetProperty("master_SAE_ID").GetString());
        Assert.Equal((5, 2), (status.GetProperty("max_key_per_request").GetInt32(), status.GetProperty("max_SAE_ID_count").GetInt32()));

        Assert.Equal(4, (await PostAsync(one, "/api/v1/keys/sae-b/enc_keys", """{"number":4,"additional_slave_SAE_IDs":[]}""")).MustBeOk().Keys.Length);
        var refused = (await PostAsync(one, "/api/v1/keys/sae-b/enc_keys", "{}")).MustBeError(HttpStatusCode.TooManyRequests);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Response.Headers.RetryAfter!.Delta);
        (await PostAsync(one, "/api/v1/keys/sae-c/enc_keys", "{}")).MustBeOk();
    }

    private async Task<SystemOptions> WriteScenarioAsync(X509Certificate2 byMap)
    {
        var (ports, scenario) = (FreePorts.Take(3), Path.Combine(folder.FullName, "identity.json"));
        await File.WriteAllTextAsync(
            scenario,
            $$"""
            {
              "name": "identity",
              "sites": [{ "id": "alpha", "kme": "kme-a", "saes": ["sae-a", "sae-b", "sae-c"], "keyDelivery": {
                "saesByThumbprint": { "{{byMap.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()}}": "sae-c" },
                "maxKeysPerRequest": 5, "maxAdditionalSaes": 2, "pairBitsPerSecond": 256, "pairBurstSeconds": 4, "acceptsEmptyAdditionalSlaves": true, "maxRequestBodyBytes": 2048 } }]
            }
            """,
            TestContext.Current.CancellationToken);
        return new SystemOptions
        {
            DataDirectory = Path.Combine(folder.FullName, "data"),
            Scenario = scenario,
            Gateway = new($"http://127.0.0.1:{ports[0]}"),
            Client = new($"http://127.0.0.1:{ports[1]}"),
            KmePort = ports[2],
        };
    }

    private static Qkd014Options OptionsWith(params (string Thumbprint, string Sae)[] map) => new()
    {
        ServerCertificate = null!,
        TrustedRoots = [],
        SaesByThumbprint = System.Collections.Immutable.ImmutableDictionary.CreateRange(map.Select(entry => KeyValuePair.Create(entry.Thumbprint, SaeId.Parse(entry.Sae)))),
    };

    private X509Certificate2 Issue(string commonName, params string[] uris)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(commonName);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], critical: true));
        if (uris.Length > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            Array.ForEach(uris, uri => names.AddUri(new Uri(uri)));
            request.CertificateExtensions.Add(names.Build());
        }

        using var issued = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-4), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Puts an operator's own authority where the product looks for the site's.</summary>
    private void InstallAuthority(string directory)
    {
        File.WriteAllText(Path.Combine(directory, "ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, "ca.key"), authority.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private HttpClient ClientOf(X509Certificate2 certificate, int port)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority } };
        var handler = new SocketsHttpHandler { SslOptions = { ClientCertificates = [certificate], CertificateChainPolicy = trust } };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{port}") };
    }
}
