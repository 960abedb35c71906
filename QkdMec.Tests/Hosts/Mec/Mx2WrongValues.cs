namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Places in a new context with values that are not allowed there, as JSON; null removes what is there.</summary>
public static class Mx2WrongValues
{
    private static readonly string Long = new('x', 33);

    private static readonly (string Place, string? Json)[] OfTheContext =
    [
        ("contextId", "\"0123456789abcdef0123456789abcdef\""),
        ("unknown", "1"),
        ("appInfo.unknown", "1"),
        ("associateDevAppId", null),
        ("associateDevAppId", "\"\""),
        ("associateDevAppId", "7"),
        ("associateDevAppId", "null"),
        ("associateDevAppId", $"\"{Long}\""),
        ("associateDevAppId", "\"a\\u0000b\""),
        ("associateDevAppId", "\"a\\ud800b\""),
        ("callbackReference", "\"\""),
        ("callbackReference", "\"not an address\""),
        ("callbackReference", "\"/relative\""),
        ("callbackReference", "\"file:///etc/passwd\""),
        ("callbackReference", "\"http://user:word@192.0.2.7/\""),
        ("callbackReference", "\"http://127.0.0.1:8081/\""),
        ("callbackReference", "\"http://localhost:8081/\""),
        ("callbackReference", "7"),
        ("callbackReference", "null"),
        ("appLocationUpdates", "\"true\""),
        ("appLocationUpdates", "1"),
        ("appLocationUpdates", "null"),
        ("appAutoInstantiation", "\"false\""),
        ("appAutoInstantiation", "true"),
        ("appInfo", null),
        ("appInfo", "[]"),
        ("appInfo", "null"),
        ("appInfo", "\"echo\""),
    ];

    private static readonly (string Place, string? Json)[] OfTheApplication =
    [
        ("appInfo.userAppInstanceInfo.0.unknown", "1"),
        ("appInfo.appDId", "7"),
        ("appInfo.appDId", "\"\""),
        ("appInfo.appName", null),
        ("appInfo.appName", "\"\""),
        ("appInfo.appName", $"\"{Long}\""),
        ("appInfo.appName", "{}"),
        ("appInfo.appProvider", null),
        ("appInfo.appProvider", $"\"{Long}\""),
        ("appInfo.appProvider", "[\"QkdMec\"]"),
        ("appInfo.appSoftVersion", $"\"{Long}\""),
        ("appInfo.appSoftVersion", "1.0"),
        ("appInfo.appDVersion", null),
        ("appInfo.appDVersion", "1.0"),
        ("appInfo.appDescription", $"\"{new string('x', 129)}\""),
        ("appInfo.appDescription", "null"),
        ("appInfo.appPackageSource", "\"echo.zip\""),
        ("appInfo.appPackageSource", "7"),
        ("appInfo.userAppInstanceInfo", null),
        ("appInfo.userAppInstanceInfo", "[]"),
        ("appInfo.userAppInstanceInfo", "{}"),
        ("appInfo.userAppInstanceInfo", "[7]"),
        ("appInfo.userAppInstanceInfo", "[null]"),
        ("appInfo.userAppInstanceInfo", "[{\"appInstanceId\":\"a\"},{\"appInstanceId\":\"a\"}]"),
        ("appInfo.userAppInstanceInfo.0.appInstanceId", "7"),
        ("appInfo.userAppInstanceInfo.0.appInstanceId", "\"\""),
        ("appInfo.userAppInstanceInfo.0.referenceURI", "7"),
    ];

    private static readonly (string Place, string? Json)[] OfLocations =
    [
        ("appInfo.userAppInstanceInfo.0.appLocation.unknown", "1"),
        ("appInfo.userAppInstanceInfo.0.appLocation", "[]"),
        ("appInfo.userAppInstanceInfo.0.appLocation.countryCode", "\"es\""),
        ("appInfo.userAppInstanceInfo.0.appLocation.countryCode", "\"ESP\""),
        ("appInfo.userAppInstanceInfo.0.appLocation.countryCode", "34"),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement", "{}"),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caType", "\"3\""),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caType", "3.5"),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caType", "-1"),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caType", null),
        ("appInfo.userAppInstanceInfo.0.appLocation.civicAddressElement.0.caValue", null),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.type", "\"Point\""),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.type", null),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.coordinates", "[]"),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.coordinates", "[[1,2]]"),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.coordinates", "[[[1]]]"),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.coordinates", "[[[1,\"2\"]]]"),
        ("appInfo.userAppInstanceInfo.0.appLocation.area.coordinates", "[[[1,1e999]]]"),
    ];

    /// <summary>All of them.</summary>
    public static TheoryData<string, string?> All => new(OfTheContext.Concat(OfTheApplication).Concat(OfLocations));
}
