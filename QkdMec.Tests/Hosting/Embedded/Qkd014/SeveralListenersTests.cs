using System.Net;
using Microsoft.AspNetCore.Builder;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Certificates;
using QkdMec.Tests.Hosts.KeyListeners;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Is a key fetched through any port of any listener of its KME, over TLS, exactly once?</summary>
public sealed class SeveralListenersTests : IAsyncLifetime
{
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";
    private readonly CertificateAuthority _authority = Qkd014World.Authority("beta");
    private readonly List<WebApplication> _ports = [];
    private readonly List<HttpClient> _clients = [];
    private ListenerWorld _world = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Two listeners, the first with two ports.</summary>
    public async ValueTask InitializeAsync()
    {
        _world = await ListenerWorld.FilledAsync(65536);
        foreach (var listener in new[] { _world.One, _world.One, _world.Two })
        {
            var port = Qkd014World.Build(_authority, listener.Delivery, options => options);
            await port.StartAsync(Token);
            _ports.Add(port);
            _clients.Add(Qkd014World.ClientOf(new Uri(port.Urls.Single()), _authority, _authority.IssueClientCertificate(SaeId.Parse("sae-b"))));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        foreach (var port in _ports)
        {
            await port.DisposeAsync();
        }

        await _world.DisposeAsync();
    }

    [Fact]
    public async Task DecKeys_ThroughAnyPort_GivesEachKeyOnce()
    {
        for (var first = 0; first < _clients.Count; first++)
        {
            using var drawn = await _world.DrawAsync();
            var ids = $$"""{"key_IDs":[{"key_ID":"{{drawn.IdOf(0).ToGuid()}}"}]}""";
            var fetched = (await PostAsync(_clients[first], Dec, ids)).MustBeOk().Keys[0];
            Assert.Equal(ListenerWorld.Text(drawn), Convert.ToHexString(Convert.FromBase64String(fetched.Key)));
            await FlushAsync();
            foreach (var client in _clients)
            {
                Assert.Equal([fetched], (await PostAsync(client, Dec, ids)).MustBeOk().Keys);
            }

            await FlushAsync();
            _world.Time.Advance(_world.Options.RepeatWindow + TimeSpan.FromSeconds(1));
            foreach (var client in _clients)
            {
                (await PostAsync(client, Dec, ids)).MustBeError(HttpStatusCode.BadRequest);
            }
        }
    }

    private async Task FlushAsync()
    {
        await _world.One.Delivery.FlushAsync();
        await _world.Two.Delivery.FlushAsync();
    }
}
