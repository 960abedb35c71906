using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Callbacks;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Wire.Notifications;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does a device application hear of what the system does, and an operator of what it did not take?</summary>
public sealed class NotificationTests : IAsyncLifetime
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string Letters = "/operator/v1/dead-letters";

    private static readonly NotificationOptions Fast = new()
    {
        Attempts = 3, FirstDelay = TimeSpan.FromMilliseconds(10), LongestDelay = TimeSpan.FromMilliseconds(20), RequestTimeout = TimeSpan.FromMinutes(1),
    };

    private readonly CallbackReceiver receiver = new();
    private readonly MecGateway gateway = new() { System = new MecTestSystem { Notifications = Fast, Sender = Sender } };

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
    public async Task Context_ThatTheOperatorDeletes_IsToldOf_AndOneThatItsDeviceDeletesIsNot()
    {
        var own = await CreateAsync();
        await gateway.SendAsync("DELETE", $"{Contexts}/{own}", null, HttpStatusCode.NoContent);
        var silent = await CreateAsync(callback: null);
        await gateway.SendAsync("DELETE", $"/operator/v1/contexts/{silent}", null, HttpStatusCode.NoContent);
        var evicted = await CreateAsync();
        await gateway.SendAsync("DELETE", $"/operator/v1/contexts/{evicted}", null, HttpStatusCode.NoContent);

        var request = await receiver.NextAsync();
        Assert.Equal($$"""{"notificationType":"ApplicationContextDeleteNotification","contextId":"{{evicted}}"}""", request.Body);
        Assert.False(receiver.HasMore);
        await gateway.RefusedAsync("DELETE", $"/operator/v1/contexts/{evicted}", null, 404);
    }

    [Fact]
    public async Task Queue_TellsInOrder_OneAtATime_AndRepeatsNothing()
    {
        var id = await CreateAsync();
        var notifier = gateway.Grains.GetGrain<INotifierGrain>(id);
        var underWay = 0;
        var refusals = 2;
        receiver.Answer = http =>
        {
            Assert.Equal(1, Interlocked.Increment(ref underWay));
            http.Response.StatusCode = Interlocked.Decrement(ref refusals) >= 0 ? 503 : 204;
            Interlocked.Decrement(ref underWay);
            return Task.CompletedTask;
        };
        for (var number = 1; number <= 3; number++)
        {
            var order = new NotificationOrder(number, receiver.Callback, Notification.Updated([new NotifiedInstance($"instance-{number}", "http://edge.example/")]));
            await notifier.QueueAsync(order, CancellationToken.None);
            await notifier.QueueAsync(order, CancellationToken.None);
        }

        string[] expected = ["instance-1", "instance-1", "instance-1", "instance-2", "instance-3"];
        foreach (var instance in expected)
        {
            Assert.Contains(instance, (await receiver.NextAsync()).Body, StringComparison.Ordinal);
        }

        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task Notification_ThatIsNotTaken_IsADeadLetter_UntilItIsDeliveredAfterAll()
    {
        receiver.Answer = CallbackReceiver.Status(503);
        var id = await CreateAsync();
        await gateway.SendAsync("DELETE", $"/operator/v1/contexts/{id}", null, HttpStatusCode.NoContent);
        var letter = await LetterAsync(id);

        Assert.Equal("Deleted", letter.GetProperty("kind").GetString());
        Assert.Equal(receiver.Callback.Split('?')[0], letter.GetProperty("address").GetString());
        Assert.Equal(3, letter.GetProperty("attempts").GetInt32());
        Assert.Equal("It answered 503.", letter.GetProperty("failure").GetString());
        Assert.True(letter.GetProperty("queuedAt").GetDateTimeOffset() <= letter.GetProperty("givenUpAt").GetDateTimeOffset());
        Assert.DoesNotContain("s3cret", letter.GetRawText(), StringComparison.Ordinal);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await receiver.NextAsync();
        }

        receiver.Answer = CallbackReceiver.Status(204);
        await gateway.SendAsync("POST", $"{Letters}/{letter.GetProperty("id").GetString()}/retry", "{}", HttpStatusCode.Accepted);
        Assert.Contains(id, (await receiver.NextAsync()).Body, StringComparison.Ordinal);
        Assert.Equal("unknown-dead-letter", (await gateway.RefusedAsync("POST", $"{Letters}/{letter.GetProperty("id").GetString()}/retry", "{}", 404)).Code);
    }

    [Fact]
    public async Task Callback_ThatIsGone_IsTriedOnce()
    {
        receiver.Answer = CallbackReceiver.Status(410);
        var id = await CreateAsync();
        await gateway.SendAsync("DELETE", $"/operator/v1/contexts/{id}", null, HttpStatusCode.NoContent);

        Assert.Equal(1, (await LetterAsync(id)).GetProperty("attempts").GetInt32());
        await receiver.NextAsync();
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task Letters_AreListedPageByPage_AndThrownAway()
    {
        receiver.Answer = CallbackReceiver.Status(410);
        string[] contexts = [.. "0159af".Select(digit => new string(digit, 32))];
        foreach (var context in contexts)
        {
            await gateway.Grains.GetGrain<INotifierGrain>(context).QueueAsync(new NotificationOrder(1, receiver.Callback, Notification.Updated([])), CancellationToken.None);
            await LetterAsync(context);
        }

        var listed = new List<JsonElement>();
        for (var after = ""; after is not null;)
        {
            var page = await gateway.SendAsync("GET", $"{Letters}?limit=2{(after.Length > 0 ? "&after=" + after : "")}", null, HttpStatusCode.OK);
            Assert.InRange(page.GetProperty("deadLetters").GetArrayLength(), 0, 2);
            listed.AddRange(page.GetProperty("deadLetters").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal(contexts, listed.Select(letter => letter.GetProperty("contextId").GetString()));
        var path = $"{Letters}/{listed[0].GetProperty("id").GetString()}";
        Assert.Equal("context-gone", (await gateway.RefusedAsync("POST", path + "/retry", "{}", 409)).Code);
        await gateway.SendAsync("DELETE", path, null, HttpStatusCode.NoContent);
        await gateway.RefusedAsync("DELETE", path, null, 404);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=201")]
    [InlineData("?limit=x")]
    [InlineData("?after=")]
    [InlineData("?other=1")]
    public async Task List_OfAWrongQuery_Is400(string query) => await gateway.RefusedAsync("GET", Letters + query, null, 400);

    internal static NotificationSender Sender(IServiceProvider provider) => new(
        new GuardedConnections([]), provider.GetRequiredService<NotificationOptions>(), new NotificationSenderOptions(), TimeProvider.System);

    private Task<string> CreateAsync() => CreateAsync(receiver.Callback);

    private async Task<string> CreateAsync(string? callback)
    {
        var body = Mx2Bodies.SmallContext();
        if (callback is not null)
        {
            body["callbackReference"] = callback;
        }

        var made = await gateway.SendAsync("POST", Contexts, body.ToJsonString(), HttpStatusCode.Created);
        return ContextId.Parse(made.GetProperty("contextId").GetString()!).Value;
    }

    // Every look is a request: the letter comes when the last attempt has failed.
    private async Task<JsonElement> LetterAsync(string context)
    {
        while (true)
        {
            var page = await gateway.SendAsync("GET", $"{Letters}?limit=200", null, HttpStatusCode.OK);
            foreach (var letter in page.GetProperty("deadLetters").EnumerateArray().Where(letter => letter.GetProperty("contextId").GetString() == context))
            {
                return letter;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
