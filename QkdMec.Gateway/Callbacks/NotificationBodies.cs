using System.Text.Json;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.Notifications;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Callbacks;

/// <summary>Notifications in the interface's words.</summary>
internal static class NotificationBodies
{
    /// <summary>The JSON of a notification.</summary>
    public static byte[] Of(OutgoingNotification given) => given.Notification.Kind switch
    {
        NotificationKind.AddressChange => JsonSerializer.SerializeToUtf8Bytes(
            new AddressChangeNotification
            {
                ContextId = given.Context.Value,
                AppInstanceId = given.Notification.Instances[0].InstanceId,
                ReferenceUri = given.Notification.Instances[0].ReferenceUri,
            },
            Mx2Json.Default.AddressChangeNotification),
        NotificationKind.Deleted => JsonSerializer.SerializeToUtf8Bytes(
            new ApplicationContextDeleteNotification { ContextId = given.Context.Value }, Mx2Json.Default.ApplicationContextDeleteNotification),
        NotificationKind.Updated => JsonSerializer.SerializeToUtf8Bytes(
            new ApplicationContextUpdateNotification
            {
                ContextId = given.Context.Value, UserAppInstanceInfo = [.. given.Notification.Instances.Select(ToInfo)],
            },
            Mx2Json.Default.ApplicationContextUpdateNotification),
        NotificationKind.LocationAvailability => JsonSerializer.SerializeToUtf8Bytes(
            new ApplicationLocationAvailabilityNotification
            {
                ContextId = given.Context.Value,
                AvailableLocations = given.Notification.Locations.ToAvailable(),
            },
            Mx2Json.Default.ApplicationLocationAvailabilityNotification),
        var kind => throw new ArgumentOutOfRangeException(nameof(given), kind, null),
    };

    private static UserAppInstanceInfo ToInfo(NotifiedInstance instance) => new()
    {
        AppInstanceId = instance.InstanceId, ReferenceUri = instance.ReferenceUri, AppLocation = instance.Location?.ToConstraints(),
    };
}
