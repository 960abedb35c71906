using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Unit.Scenarios;

/// <summary>Does what a scenario says of a KME's key delivery reach its options, and is nonsense refused?</summary>
public sealed class KeyDeliveryScenarioTests
{
    private static readonly string Thumbprint = new('a', 64);
    private static readonly X509Certificate2 Certificate = CertificateAuthority.CreateAuthority(SiteId.Parse("a"), TimeProvider.System);

    [Fact]
    public void In_WhenNothingIsSaid_LeavesTheOptions()
    {
        Assert.Equal(new KeyDeliveryOptions(), new KeyDeliveryScenario().In(new KeyDeliveryOptions()));
        var listener = Listener();
        Assert.Equal(listener, new KeyDeliveryScenario().In(listener) with { SaesByThumbprint = listener.SaesByThumbprint });
    }

    [Fact]
    public void In_TakesEverythingThatIsSaid()
    {
        var said = new KeyDeliveryScenario
        {
            SaesByThumbprint = new Dictionary<string, string> { [Thumbprint] = "sae-a" },
            MaxKeysPerRequest = 7, MaxAdditionalSaes = 3, PairBitsPerSecond = 512, PairBurstSeconds = 2, AcceptsEmptyAdditionalSlaves = true,
            MaxRequestsPerSecondPerSae = 9, MaxConnectionsPerSae = 11, MaxConnections = 13, MaxRequestBodyBytes = 2048, HandshakeSeconds = 1.5, HeadersSeconds = 2.5,
            MaxHandshakes = 12, MaxHandshakesPerAddress = 5, KeepAliveSeconds = 30, MaxDiscardedBodyBytes = 4096, MinBodyBytesPerSecond = 512, BodyGraceSeconds = 3,
        };
        Assert.Equal(
            new KeyDeliveryOptions { MaxKeysPerRequest = 7, MaxAdditionalSaes = 3, PairBitsPerSecond = 512, PairBurst = TimeSpan.FromSeconds(2) },
            said.In(new KeyDeliveryOptions()));
        var listener = said.In(Listener());
        Assert.Equal(SaeId.Parse("sae-a"), listener.SaesByThumbprint[Thumbprint.ToUpperInvariant()]);
        Assert.Equal((true, 9, 11, 13, 2048), (listener.AcceptsEmptyAdditionalSlaves, listener.MaxRequestsPerSecondPerSae, listener.MaxConnectionsPerSae, listener.MaxConnections, listener.MaxRequestBodyBytes));
        Assert.Equal(
            (TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(30)), (listener.HandshakeTimeout, listener.HeadersTimeout, listener.KeepAliveTimeout));
        Assert.Equal((12, 5, 4096), (listener.MaxHandshakes, listener.MaxHandshakesPerAddress, listener.MaxDiscardedBodyBytes));
        Assert.Equal((512, TimeSpan.FromSeconds(3)), (listener.MinBodyBytesPerSecond, listener.BodyGrace));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 50)]
    [InlineData(100_000, 2048)]
    public void In_WhenOnlyConnectionsAreSaid_LeavesHalfOfThemToFinishedHandshakes(int connections, int handshakes) =>
        Assert.Equal(handshakes, new KeyDeliveryScenario { MaxConnections = connections }.In(Listener()).MaxHandshakes);

    [Fact]
    public void Check_NamesEveryFault()
    {
        var faults = new List<string>();
        KeyDeliveryChoices.Check(
            new SiteScenario
            {
                Id = "a",
                Kme = "kme-a",
                Saes = ["sae-a"],
                KeyDelivery = new KeyDeliveryScenario
                {
                    SaesByThumbprint = new Dictionary<string, string> { ["abc"] = "sae-a", [Thumbprint] = "sae-b" },
                    MaxConnections = 0,
                    MaxAdditionalSaes = 33,
                    HandshakeSeconds = 0,
                },
            },
            faults);
        Assert.Equal(
            [
                "site 'a': 'abc' is no SHA-256 thumbprint: give 64 hexadecimal digits",
                $"site 'a': thumbprint '{Thumbprint}' stands for SAE 'sae-b', which the site does not have: add it to the site's 'saes'",
                "site 'a': 'maxConnections' is 0: give 1 to 1000000",
                "site 'a': 'handshakeSeconds' is 0: give 0.1 to 60",
                "site 'a': MaxAdditionalSaes is 33: choose 0 to 32",
            ],
            faults);
    }

    [Theory]
    [InlineData("{'maxHandshakesPerAddress': 0}", "'maxHandshakesPerAddress' is 0: give 1 to 1000000")]
    [InlineData("{'maxHandshakes': 0}", "'maxHandshakes' is 0: give 1 to 1000000")]
    [InlineData("{'maxHandshakes': 4096}", "'maxHandshakes' is 4096: give less than 'maxConnections', 4096, or silent clients keep all others out")]
    [InlineData("{'maxHandshakes': 10, 'maxConnections': 10}", "'maxHandshakes' is 10: give less than 'maxConnections', 10, or silent clients keep all others out")]
    [InlineData("{'keepAliveSeconds': 0.5}", "'keepAliveSeconds' is 0.5: give 1 to 86400")]
    [InlineData("{'maxDiscardedBodyBytes': -1}", "'maxDiscardedBodyBytes' is -1: give 0 to 67108864")]
    [InlineData("{'minBodyBytesPerSecond': 0}", "'minBodyBytesPerSecond' is 0: give 1 to 10000000")]
    [InlineData("{'bodyGraceSeconds': 1}", "'bodyGraceSeconds' is 1: give 1.1 to 60")]
    [InlineData("{'maxRequestsPerSecondPerSae': -1}", "'maxRequestsPerSecondPerSae' is -1: give 0 to 10000000")]
    public void Check_NamesALimitThatDoesNotFit(string said, string fault)
    {
        var delivery = JsonSerializer.Deserialize<KeyDeliveryScenario>(said.Replace('\'', '"'), ScenarioJson.Options)!;
        var faults = new List<string>();
        KeyDeliveryChoices.Check(new SiteScenario { Id = "a", Kme = "kme-a", KeyDelivery = delivery }, faults);
        Assert.Equal([$"site 'a': {fault}"], faults);
    }

    private static Qkd014Options Listener() => new() { Address = IPAddress.Loopback, ServerCertificate = Certificate, TrustedRoots = [] };
}
