using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Notifications;

/// <summary>What a notifier works with beside its state.</summary>
internal sealed record NotifierParts(
    NotificationOptions Options, INotificationSender Sender, IEntropySource Entropy, TimeProvider Time, NotificationInstruments Instruments);
