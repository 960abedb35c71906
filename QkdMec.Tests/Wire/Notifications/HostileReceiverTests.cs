using QkdMec.Gateway.Callbacks;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Wire.Access;

namespace QkdMec.Tests.Wire.Notifications;

/// <summary>Can a receiver lead the system elsewhere, or keep it busy?</summary>
public sealed class HostileReceiverTests : IAsyncDisposable
{
    private readonly SendingBench bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Send_WhenRedirected_DoesNotFollow_AndSetsNoCookie()
    {
        bench.Receiver.Answer = http =>
        {
            http.Response.Headers.SetCookie = "id=1";
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using var sender = SendingBench.Sender();
        Assert.Equal(SendStatus.Failed, (await bench.SendAsync(sender, Notification.Deleted)).Status);
        await bench.Receiver.NextAsync();
        Assert.False(bench.Receiver.HasMore);

        bench.Receiver.Answer = CallbackReceiver.Status(204);
        await bench.SendAsync(sender, Notification.Deleted);
        Assert.DoesNotContain("Cookie", (await bench.Receiver.NextAsync()).Headers.Keys);
    }

    [Fact]
    public async Task Send_ToWhoDoesNotAnswer_EndsAtTheTimeOut()
    {
        var clock = new ManualTimeProvider();
        bench.Receiver.Answer = http => Task.Delay(Timeout.Infinite, http.RequestAborted);
        using var sender = SendingBench.Sender(clock: clock);
        var sending = bench.SendAsync(sender, Notification.Deleted);
        await bench.Receiver.NextAsync();
        clock.Advance(SendingBench.Patient.RequestTimeout);

        var outcome = await sending;

        Assert.Equal((SendStatus.Failed, "It did not answer within 60 s."), (outcome.Status, outcome.Failure));
    }

    [Fact]
    public async Task Send_WhenTheAnswerNeverEnds_ReadsItsHeadOnly()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Receiver.Answer = async http =>
        {
            try
            {
                while (true)
                {
                    await http.Response.Body.WriteAsync(new byte[65536], http.RequestAborted);
                }
            }
            finally
            {
                ended.SetResult();
            }
        };

        Assert.Equal(SendStatus.Delivered, (await bench.SendAsync(Notification.Deleted)).Status);
        await ended.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task Send_WhenTheHeadIsHuge_Fails()
    {
        bench.Receiver.Answer = http =>
        {
            http.Response.Headers["X-Long"] = new string('x', 60_000);
            return Task.CompletedTask;
        };

        Assert.Equal(SendStatus.Failed, (await bench.SendAsync(Notification.Deleted)).Status);
    }

    [Fact]
    public async Task Send_ToAListenerOfThisSystem_EndsWithoutAConnection()
    {
        await bench.Receiver.StartAsync();
        using var sender = SendingBench.Sender(own: new Uri(new Uri(bench.Receiver.Callback).GetLeftPart(UriPartial.Authority)));

        var outcome = await bench.SendAsync(sender, Notification.Deleted);

        Assert.Equal(SendStatus.Ended, outcome.Status);
        Assert.Contains("is a listener of this system", outcome.Failure, StringComparison.Ordinal);
        Assert.False(bench.Receiver.HasMore);
    }

    [Fact]
    public async Task Send_WhereNobodyListens_Fails()
    {
        await bench.Receiver.StartAsync();
        var callback = bench.Receiver.Callback;
        await bench.Receiver.DisposeAsync();
        using var sender = SendingBench.Sender();
        using var place = sender.Reserve(callback)!;

        Assert.Equal(SendStatus.Failed, (await place.SendAsync(new OutgoingNotification(SendingBench.Context, callback, Notification.Deleted), Token)).Status);
    }

    [Fact]
    public async Task Send_OverHttps_TrustsTheMachinesAuthorities_AndThoseThatWereAdded()
    {
        using var certificate = TestCertificates.Make("device");
        await using var safe = new CallbackReceiver(certificate);
        await safe.StartAsync();
        var callback = safe.Callback.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        using var strict = SendingBench.Sender();
        using var told = SendingBench.Sender(new NotificationSenderOptions { Authorities = [certificate] });
        using var stranger = TestCertificates.Make("stranger");
        using var mistaken = SendingBench.Sender(new NotificationSenderOptions { Authorities = [stranger] });
        var notification = new OutgoingNotification(SendingBench.Context, callback, Notification.Deleted);

        Assert.Equal(SendStatus.Failed, (await strict.Reserve(callback)!.SendAsync(notification, Token)).Status);
        Assert.Equal(SendStatus.Failed, (await mistaken.Reserve(callback)!.SendAsync(notification, Token)).Status);
        Assert.False(safe.HasMore);
        Assert.Equal(SendStatus.Delivered, (await told.Reserve(callback)!.SendAsync(notification, Token)).Status);
    }
}
