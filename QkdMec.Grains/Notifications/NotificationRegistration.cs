using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QkdMec.Grains.Notifications;

/// <summary>Registers what notifications need beside time, entropy and an <see cref="INotificationSender"/>.</summary>
public static class NotificationRegistration
{
    /// <summary>Adds the options, the instruments and the keeper; safe to call twice, the first options count.</summary>
    /// <exception cref="ArgumentException">The options have faults; the message lists them.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options)
    {
        var faults = options.FindFaults();
        if (!faults.IsEmpty)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        services.TryAddSingleton(options);
        services.TryAddSingleton<NotificationInstruments>();
        services.TryAddSingleton<NotifierParts>();
        services.TryAddSingleton<NotificationKeeper>();
        return services;
    }
}
