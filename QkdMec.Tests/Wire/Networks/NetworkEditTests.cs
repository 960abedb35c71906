using System.Net;
using System.Net.Http.Json;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>Does the system follow what an operator does to its network, while SAEs draw keys?</summary>
public sealed class NetworkEditTests : IAsyncLifetime
{
    private const string North = "/links/kme-west~relay-north";

    private readonly NetworkSystem network = new();

    public ValueTask InitializeAsync() => network.InitializeAsync();

    public ValueTask DisposeAsync() => network.DisposeAsync();

    [Fact]
    public async Task Cut_UnderLoad_MovesTheRoute_AndNoRequestFails()
    {
        using var west = await network.SaeAsync("sae-west");
        using var east = await network.SaeAsync("sae-east");
        await network.UntilRoutedAsync(null);
        using var stop = new CancellationTokenSource();
        var load = DrawAndFetchAsync(west, east, stop.Token);

        var cut = await network.SendAsync("POST", North + "/cut", "{}", HttpStatusCode.OK);
        Assert.Equal("Cut", cut.GetProperty("condition").GetString());
        await network.UntilRoutedAsync("relay-south");
        await network.SendAsync("POST", "/links/kme-west~relay-south/eavesdrop", """{"share":0.6}""", HttpStatusCode.OK);
        await network.SendAsync("POST", North + "/repair", "{}", HttpStatusCode.OK);
        await network.UntilRoutedAsync("relay-north");
        await stop.CancelAsync();

        Assert.True(await load > 0);
        var alarms = (await network.GetAsync("/alarms")).GetProperty("alarms").EnumerateArray().Select(alarm => alarm.GetProperty("kind").GetString()).ToList();
        Assert.Contains("LinkCut", alarms);
        Assert.Contains("LinkErrorRate", alarms);
    }

    [Fact]
    public async Task Links_ComeAndGo_AndStayAfterARestart()
    {
        const string Direct = "/links/kme-east~kme-west";
        const string Definition = """{"profile":"gigahertz","kilometres":1,"reserveBytes":4096}""";
        await network.SendAsync("PUT", Direct, Definition, HttpStatusCode.Created);
        await network.SendAsync("PUT", "/links/kme-west~kme-east", Definition, HttpStatusCode.OK);
        await network.SendAsync("DELETE", North, null, HttpStatusCode.OK);
        await network.SendAsync("DELETE", North, null, HttpStatusCode.OK);
        await UntilUpAsync(Direct);
        await network.RefusedAsync("GET", North, null, 404);

        await network.RestartAsync();

        await UntilUpAsync(Direct);
        await network.RefusedAsync("GET", North, null, 404);
        var topology = await network.GetAsync("/topology");
        Assert.Equal((2, 0), (topology.GetProperty("version").GetInt32(), topology.GetProperty("withoutEffect").GetArrayLength()));
        using var west = await network.SaeAsync("sae-west");
        using var east = await network.SaeAsync("sae-east");
        var key = Assert.Single(await west.DrawAsync("sae-east", 1));
        Assert.Equal(key.Bytes, (await east.FetchAsync("sae-west", key.Id)).Bytes);
    }

    [Fact]
    public async Task RemovedLink_LaidAnew_BeginsWhole()
    {
        await network.SendAsync("POST", North + "/cut", "{}", HttpStatusCode.OK);
        await network.SendAsync("DELETE", North, null, HttpStatusCode.OK);
        await network.SendAsync("PUT", North, """{"profile":"gigahertz","kilometres":5}""", HttpStatusCode.Created);

        await UntilUpAsync(North);
    }

    [Fact]
    public async Task DetachedSae_IsRefusedAtOnce_AndItsNameComesBackAsAnotherBearer()
    {
        using var west = await network.SaeAsync("sae-west");
        using var before = await network.SaeAsync("sae-east");
        var kept = Assert.Single(await west.DrawAsync("sae-east", 1));
        Assert.Equal(HttpStatusCode.BadRequest, await before.TryFetchAsync("sae-west", Guid.Empty.ToString()));

        var change = await network.SendAsync("DELETE", "/kmes/kme-east/saes/sae-east", null, HttpStatusCode.OK);
        Assert.Empty(change.GetProperty("pending").EnumerateArray());
        Assert.Equal(HttpStatusCode.Unauthorized, await before.TryFetchAsync("sae-west", kept.Id));

        await network.SendAsync("PUT", "/kmes/kme-east/saes/sae-east", "{}", HttpStatusCode.Created);
        using var after = await network.SaeAsync("sae-east");
        Assert.Equal(HttpStatusCode.Unauthorized, await before.TryFetchAsync("sae-west", kept.Id));
        Assert.Equal(HttpStatusCode.Unauthorized, await after.TryFetchAsync("sae-west", kept.Id));
        var fresh = Assert.Single(await west.DrawAsync("sae-east", 1));
        Assert.Equal(HttpStatusCode.Unauthorized, await before.TryFetchAsync("sae-west", fresh.Id));
        Assert.Equal(fresh.Bytes, (await after.FetchAsync("sae-west", fresh.Id)).Bytes);
    }

    [Fact]
    public async Task DetachedSae_ThatComesBack_CannotFetchWhatItsNameSharedBefore()
    {
        using var west = KmeCaller.ClientOf(network.Data, "sae-west", await network.AddressOfAsync("sae-west"));
        using var east = await network.SaeAsync("sae-east");
        using var drawn = await west.PostAsJsonAsync(
            "/api/v1/keys/sae-east/enc_keys", new { number = 1, additional_slave_SAE_IDs = new[] { "sae-spare" } }, TestContext.Current.CancellationToken);
        var key = Assert.Single(KmeCaller.KeysIn(await drawn.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        await network.SendAsync("DELETE", "/kmes/kme-east/saes/sae-spare", null, HttpStatusCode.OK);
        await network.SendAsync("PUT", "/kmes/kme-east/saes/sae-spare", "{}", HttpStatusCode.Created);

        using var spare = await network.SaeAsync("sae-spare");
        Assert.Equal(HttpStatusCode.Unauthorized, await spare.TryFetchAsync("sae-west", key.Id));
        Assert.Equal(key.Bytes, (await east.FetchAsync("sae-west", key.Id)).Bytes);
    }

    [Fact]
    public async Task SaeOfAnotherKme_GetsAListenerThere_AndNoKeyOfItsFormerPlace()
    {
        using var west = await network.SaeAsync("sae-west");
        using var former = await network.SaeAsync("sae-spare");
        var old = Assert.Single(await west.DrawAsync("sae-spare", 1));
        await network.SendAsync("DELETE", "/kmes/kme-east/saes/sae-spare", null, HttpStatusCode.OK);
        var change = await network.SendAsync("PUT", "/kmes/relay-south/saes/sae-spare", "{}", HttpStatusCode.Created);
        Assert.NotNull(change.GetProperty("keyAddress").GetString());

        using var moved = await network.SaeAsync("sae-spare");
        DrawnKey? key = null;
        await NetworkSystem.UntilAsync(async () => (key = await TryDrawAsync(west, "sae-spare")) is not null);
        Assert.Equal(key!.Bytes, (await moved.FetchAsync("sae-west", key.Id)).Bytes);
        Assert.NotEqual(HttpStatusCode.OK, await moved.TryFetchAsync("sae-west", old.Id));
        Assert.Equal(HttpStatusCode.Unauthorized, await former.TryFetchAsync("sae-west", old.Id));

        await network.RestartAsync();
        using var again = await network.SaeAsync("sae-spare");
        Assert.Equal(HttpStatusCode.BadRequest, await again.TryFetchAsync("sae-west", Guid.Empty.ToString()));
    }

    [Fact]
    public async Task AddedKme_RunsWhereTheHostCan_ElseSaysHow()
    {
        if (!NetworkSystem.CanAddKmes)
        {
            Assert.Equal("cannot-add-kme", (await network.RefusedAsync("PUT", "/kmes/kme-new", """{"site":"new"}""", 409)).Code);
            return;
        }

        var change = await network.SendAsync("PUT", "/kmes/kme-new", """{"site":"new"}""", HttpStatusCode.Created);
        Assert.Empty(change.GetProperty("pending").EnumerateArray());
        await network.SendAsync("PUT", "/kmes/kme-new", """{"site":"new"}""", HttpStatusCode.OK);
        Assert.Equal("kme-exists", (await network.RefusedAsync("PUT", "/kmes/kme-new", """{"site":"west"}""", 409)).Code);
        await network.SendAsync("PUT", "/links/kme-new~kme-west", """{"profile":"gigahertz","kilometres":1}""", HttpStatusCode.Created);
        await network.SendAsync("PUT", "/kmes/kme-new/saes/sae-new", "{}", HttpStatusCode.Created);
        await AssertKeyAsync("sae-west", "sae-new");
        await AssertKeyAsync("sae-new", "sae-east");

        await network.RestartAsync();
        await AssertKeyAsync("sae-new", "sae-west");
    }

    private async Task AssertKeyAsync(string master, string slave)
    {
        using var from = await network.SaeAsync(master);
        using var to = await network.SaeAsync(slave);
        DrawnKey? key = null;
        await NetworkSystem.UntilAsync(async () => (key = await TryDrawAsync(from, slave)) is not null);
        Assert.Equal(key!.Bytes, (await to.FetchAsync(master, key.Id)).Bytes);
    }

    private Task UntilUpAsync(string link) => NetworkSystem.UntilAsync(async () =>
    {
        var status = await network.GetAsync(link);
        return status.GetProperty("condition").GetString() == "Up" && status.GetProperty("blocks").GetInt64() > 0;
    });

    private static async Task<DrawnKey?> TryDrawAsync(KmeCaller sae, string slave)
    {
        var status = await sae.TryStatusAsync(slave);
        return status is { } known && known.GetProperty("stored_key_count").GetInt32() > 0 ? Assert.Single(await sae.DrawAsync(slave, 1)) : null;
    }

    private static async Task<int> DrawAndFetchAsync(KmeCaller west, KmeCaller east, CancellationToken until)
    {
        var drawn = 0;
        while (!until.IsCancellationRequested)
        {
            var key = Assert.Single(await west.DrawAsync("sae-east", 1));
            Assert.Equal(key.Bytes, (await east.FetchAsync("sae-west", key.Id)).Bytes);
            drawn++;
        }

        return drawn;
    }
}
