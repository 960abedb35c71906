using static QkdMec.Tests.Hosts.Mec.Mx2Row;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Every attribute of ETSI MEC 016 V2.2.1, clause 6, that devices send, with values that are allowed and values that are not.</summary>
internal static class Mx2Rows
{
    private const string Instances = "appInfo.userAppInstanceInfo";

    /// <summary>AppContext as it is created, clause 6.2.3.</summary>
    public static IEnumerable<Mx2Row> NewContext => [.. Bad("contextId", "\"0123456789abcdef0123456789abcdef\"", "\"\"", "null"), .. Context];

    /// <summary>AppContext but for its id.</summary>
    public static IEnumerable<Mx2Row> Context =>
    [
        .. Bad("unknown", "1", "null"), .. Bad("AssociateDevAppId", "\"a\""), .. Bad("appInfo.unknown", "1"), .. Bad("appInfo.AppName", "\"echo\""),
        .. Good("callbackReference", null, "\"http://192.0.2.7\"", "\"https://device.example:9000/notify?who=me#there\"", "\"HTTP://192.0.2.7/\"", "\"http://[2001:db8::7]:80/\""),
        .. NoText("callbackReference"),
        .. Bad("callbackReference", "\"\"", "\"not an address\"", "\"/relative\"", "\"//device.example/\"", "\"ftp://device.example/\"", "\"file:///etc/passwd\"", "\"javascript:alert(1)\""),
        .. Bad("callbackReference", "\"http://user:word@192.0.2.7/\"", "\"http://192.0.2.7:0/\"", "\"http://127.0.0.1:8081/\"", "\"http://localhost:8081/\"", "\"http://[::ffff:127.0.0.1]:8081/\""),
        .. Bad("callbackReference", $"\"http://192.0.2.7/{new string('x', 2048)}\""),
        .. Good("appLocationUpdates", null, "true", "false"), .. Bad("appLocationUpdates", "\"true\"", "1", "null", "{}"),
        .. Good("appAutoInstantiation", null, "false"), .. Bad("appAutoInstantiation", "true", "\"false\"", "0", "null", "[]"),
        .. Bad("appInfo", null, "null", "[]", "\"echo\"", "7", "{}"),
        .. Device, .. Reference, .. Application, .. InstanceList, .. Location($"{Instances}.0.appLocation"),
    ];

    /// <summary>ApplicationLocationAvailability, clause 6.2.4.</summary>
    public static IEnumerable<Mx2Row> Availability =>
    [
        .. Bad("unknown", "1"), .. Bad("contextId", "\"a\""), .. Bad("callbackReference", "\"http://192.0.2.7\""), .. Bad("appInfo", null, "null", "[]", "\"echo\"", "{}"),
        .. Bad("appInfo.unknown", "1"), .. Bad("appInfo.appDId", "\"echo-1\""), .. Bad("appInfo.userAppInstanceInfo", "[{}]"),
        .. Device, .. Application,
        .. Good("appInfo.availableLocations", null, "[]", "[{}]", "[{},{\"appLocation\":{}}]"), .. Bad("appInfo.availableLocations", "null", "{}", "[null]", "[7]", "[{\"unknown\":1}]"),
        .. Location("appInfo.availableLocations.0.appLocation"),
    ];

    private static IEnumerable<Mx2Row> Device =>
        [.. Good("associateDevAppId", "\"d\"", Repeated("x", 32), Repeated("𝄞", 32)), .. Bad("associateDevAppId", (string?)null), .. Text("associateDevAppId", 32)];

    private static IEnumerable<Mx2Row> Reference =>
        [.. Good("appInfo.appDId", null, "\"echo-1\""), .. NoText("appInfo.appDId"), .. Bad("appInfo.appDId", "\"\""), new("appInfo.appDId", "\"nothing\"", 404, "unknown-application")];

    private static IEnumerable<Mx2Row> Application =>
    [
        .. Good("appInfo.appName", "\"echo\""), .. Bad("appInfo.appName", (string?)null), .. Text("appInfo.appName", 32), Other("appInfo.appName"),
        .. Good("appInfo.appProvider", "\"QkdMec\""), .. Bad("appInfo.appProvider", (string?)null), .. Text("appInfo.appProvider", 32), Other("appInfo.appProvider"),
        .. Good("appInfo.appSoftVersion", null, "\"1.0\""), .. Text("appInfo.appSoftVersion", 32), .. Bad("appInfo.appSoftVersion", "1.0"), Other("appInfo.appSoftVersion"),
        .. Good("appInfo.appDVersion", "\"1.0\""), .. Bad("appInfo.appDVersion", null, "1.0", "\"\""), .. NoText("appInfo.appDVersion"), Other("appInfo.appDVersion"),
        .. Good("appInfo.appDescription", null, "\"\"", Repeated("x", 128), Repeated("𝄞", 128)), .. NoText("appInfo.appDescription"), .. Bad("appInfo.appDescription", Repeated("x", 129)),
        .. Good("appInfo.appPackageSource", null, "\"http://packages.example/a.json\"", "\"https://packages.example/a?b=c#sha256=0\""), .. NoText("appInfo.appPackageSource"),
        .. Bad("appInfo.appPackageSource", "\"\"", "\"a.json\"", "\"ftp://packages.example/a\"", "\"https://user@packages.example/a\""),
    ];

    private static IEnumerable<Mx2Row> InstanceList =>
    [
        .. Good(Instances, "[{}]", "[{},{}]", "[{\"appInstanceId\":\"a\"},{\"appInstanceId\":\"b\"}]"),
        .. Bad(Instances, null, "null", "[]", "{}", "[7]", "[null]", "[{},7]", "[{\"appInstanceId\":\"a\"},{\"appInstanceId\":\"a\"}]"),
        .. Bad($"{Instances}.0.unknown", "1"),
        .. Good($"{Instances}.0.appInstanceId", null, "\"mine\""), .. NoText($"{Instances}.0.appInstanceId"), .. Bad($"{Instances}.0.appInstanceId", "\"\""),
        .. Good($"{Instances}.0.referenceURI", "\"\"", "\"http://192.0.2.7/mine\""), .. NoText($"{Instances}.0.referenceURI"),
    ];

    private static IEnumerable<Mx2Row> Location(string place) =>
    [
        .. Good(place, null, "{}"), .. Bad(place, "null", "[]", "\"ES\"", "7"), .. Bad($"{place}.unknown", "1"),
        .. Good($"{place}.countryCode", null, "\"PT\""), .. NoText($"{place}.countryCode"), .. Bad($"{place}.countryCode", "\"\"", "\"es\"", "\"E\"", "\"ESP\"", "\"E1\"", "\"ÉS\""),
        .. Good($"{place}.civicAddressElement", null, "[]", "[{\"caType\":0,\"caValue\":\"es\"},{\"caType\":255,\"caValue\":\"x\"}]"),
        .. Bad($"{place}.civicAddressElement", "null", "{}", "[7]", "[null]", "[{}]"), .. Bad($"{place}.civicAddressElement.0.unknown", "1"),
        .. Bad($"{place}.civicAddressElement.0.caType", null, "null", "\"3\"", "3.5", "-1", "256", "1e400", "[3]"),
        .. Bad($"{place}.civicAddressElement.0.caValue", null, "\"\""), .. NoText($"{place}.civicAddressElement.0.caValue"),
        .. Good($"{place}.area", null, "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4],[5,7],[1,2]]]}"), .. Area($"{place}.area"),
    ];

    private static IEnumerable<Mx2Row> Area(string place) =>
    [
        .. Bad(place, "null", "[]", "{}", "\"Polygon\""), .. Bad($"{place}.unknown", "1"), .. Bad($"{place}.type", null, "null", "\"Point\"", "\"polygon\"", "7"),
        .. Good($"{place}.coordinates", "[[[0,0],[9,0],[9,9]],[[1,1],[2,1],[2,2]]]", "[[[0,0,5],[9,0,5],[9,9,5]]]", "[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]"),
        .. Bad($"{place}.coordinates", null, "null", "[]", "{}", "[7]", "[[1,2]]", "[[[1]]]", "[[[1,\"2\"]]]", "[[[1,null]]]", "[[[1,1e400]]]", "[[[[1,2]]]]"),
        .. Good($"{place}.bbox", "[1,2,5,7]", "[1,2,0,5,7,9]"), .. Bad($"{place}.bbox", "null", "[]", "[1,2,3]", "{}", "[1,2,3,\"4\"]"),
    ];

    private static Mx2Row Other(string place) => new(place, "\"other\"", 404, "unknown-application");
}
