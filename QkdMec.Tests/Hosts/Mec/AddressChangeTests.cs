using System.Net;
using System.Text.Json;
using QkdMec.Grains.AppContexts;
using QkdMec.Tests.Wire.Notifications;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does a device application hear where its context has moved to?</summary>
public sealed class AddressChangeTests : IAsyncLifetime
{
    private readonly CallbackReceiver receiver = new();
    private readonly MecGateway gateway = new() { System = new MecTestSystem { Sender = NotificationTests.Sender } };

    public async ValueTask InitializeAsync()
    {
        await receiver.StartAsync();
        await gateway.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Context_ThatMoves_IsToldWhereItIs_AndAgainWhenItMovesOn()
    {
        var body = Mx2Bodies.SmallContext();
        body["callbackReference"] = receiver.Callback;
        var id = (await gateway.SendAsync("POST", "/dev_app/v1/app_contexts", body.ToJsonString(), HttpStatusCode.Created)).GetProperty("contextId").GetString()!;
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        for (var move = 0; move < 2; move++)
        {
            var from = (await context.GetAsync(CancellationToken.None))!.Host;
            var moved = await context.MoveAsync(new MoveAppContext(from, MoveReason.HostDrained, TimeSpan.FromMinutes(1)), CancellationToken.None);

            var told = JsonElement.Parse((await receiver.NextAsync()).Body);
            Assert.Equal("AddressChangeNotification", told.GetProperty("notificationType").GetString());
            Assert.Equal(id, told.GetProperty("contextId").GetString());
            Assert.NotEmpty(told.GetProperty("appInstanceId").GetString()!);
            Assert.Equal($"{gateway.Client.BaseAddress!.AbsoluteUri}functions/v1/{moved.Host}/{id}", told.GetProperty("referenceURI").GetString());
        }

        Assert.False(receiver.HasMore);
    }
}
