using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary>Between contexts and the interface's words.</summary>
internal static class ContextMapping
{
    /// <summary>What a device asks for.</summary>
    public static AppContextRequest ToRequest(this AppContextInfo given) => new()
    {
        DeviceApp = given.AssociateDevAppId,
        App = new AppReference(
            given.AppInfo.AppDId, given.AppInfo.AppName, given.AppInfo.AppProvider, given.AppInfo.AppSoftVersion, given.AppInfo.AppDVersion),
        Instances = [.. given.AppInfo.UserAppInstanceInfo.Select(ToInstance)],
        CallbackReference = given.CallbackReference,
        LocationUpdates = given.AppLocationUpdates,
        AutoInstantiation = given.AppAutoInstantiation,
        AppDescription = given.AppInfo.AppDescription,
        PackageSource = given.AppInfo.AppPackageSource,
    };

    /// <summary>What may change of it.</summary>
    public static UpdateAppContext ToUpdate(this AppContextInfo given) =>
        new(given.CallbackReference, [.. given.AppInfo.UserAppInstanceInfo.Select(ToInstance)]);

    /// <summary>The context as the device sees it.</summary>
    public static AppContextInfo ToInfo(this AppContextView context, GatewayAddress address)
    {
        var reference = address.Absolute($"/functions/v1/{context.Host}/{context.Id}");
        return new AppContextInfo
        {
            ContextId = context.Id.Value,
            AssociateDevAppId = context.Request.DeviceApp,
            CallbackReference = context.Request.CallbackReference,
            AppLocationUpdates = context.Request.LocationUpdates,
            AppAutoInstantiation = context.Request.AutoInstantiation,
            AppInfo = new AppContextApplication
            {
                AppDId = context.AppDId,
                AppName = context.Request.App.Name,
                AppProvider = context.Request.App.Provider,
                AppSoftVersion = context.Request.App.SoftVersion,
                AppDVersion = context.Request.App.DVersion,
                AppDescription = context.Request.AppDescription,
                AppPackageSource = context.Request.PackageSource,
                UserAppInstanceInfo = [.. context.Request.Instances.Select(instance => ToInfo(instance, reference))],
            },
        };
    }

    private static UserAppInstance ToInstance(UserAppInstanceInfo given) => new(given.AppInstanceId, given.AppLocation?.ToLocation());

    private static UserAppInstanceInfo ToInfo(UserAppInstance instance, string reference) => new()
    {
        AppInstanceId = instance.InstanceId,
        ReferenceUri = reference,
        AppLocation = instance.Location?.ToConstraints(),
    };
}
