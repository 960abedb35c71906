using QkdMec.Gateway.Callbacks;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Notifications;

/// <summary>A receiver, and senders that a busy machine does not fail.</summary>
internal sealed class SendingBench : IAsyncDisposable
{
    public static readonly ContextId Context = new("0123456789abcdef0123456789abcdef");

    public static readonly NotificationOptions Patient = new() { RequestTimeout = TimeSpan.FromMinutes(1) };

    public CallbackReceiver Receiver { get; } = new();

    public static NotificationSender Sender(NotificationSenderOptions? limits = null, TimeProvider? clock = null, Uri? own = null) =>
        new(new GuardedConnections(own is null ? [] : [own]), Patient, limits ?? new(), clock ?? new ManualTimeProvider());

    public async Task<SendOutcome> SendAsync(Notification notification)
    {
        using var sender = Sender();
        return await SendAsync(sender, notification);
    }

    public async Task<SendOutcome> SendAsync(NotificationSender sender, Notification notification)
    {
        await Receiver.StartedAsync();
        using var place = sender.Reserve(Receiver.Callback)!;
        return await place.SendAsync(new OutgoingNotification(Context, Receiver.Callback, notification), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Receiver.DisposeAsync();
}
