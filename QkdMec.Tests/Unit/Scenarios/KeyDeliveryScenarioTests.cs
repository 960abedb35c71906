using System.Net;
using System.Security.Cryptography.X509Certificates;
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
        };
        Assert.Equal(
            new KeyDeliveryOptions { MaxKeysPerRequest = 7, MaxAdditionalSaes = 3, PairBitsPerSecond = 512, PairBurst = TimeSpan.FromSeconds(2) },
            said.In(new KeyDeliveryOptions()));
        var listener = said.In(Listener());
        Assert.Equal(SaeId.Parse("sae-a"), listener.SaesByThumbprint[Thumbprint.ToUpperInvariant()]);
        Assert.Equal((true, 9, 11, 13, 2048), (listener.AcceptsEmptyAdditionalSlaves, listener.MaxRequestsPerSecondPerSae, listener.MaxConnectionsPerSae, listener.MaxConnections, listener.MaxRequestBodyBytes));
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5)), (listener.HandshakeTimeout, listener.HeadersTimeout));
    }

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

    private static Qkd014Options Listener() => new() { Address = IPAddress.Loopback, ServerCertificate = Certificate, TrustedRoots = [] };
}
