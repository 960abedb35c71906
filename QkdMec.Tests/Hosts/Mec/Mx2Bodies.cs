using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Bodies for Mx2 requests.</summary>
internal static class Mx2Bodies
{
    /// <summary>Every attribute a device may send in a new context.</summary>
    public static JsonObject FullContext() => new()
    {
        ["associateDevAppId"] = "device-1",
        ["callbackReference"] = "http://192.0.2.7:9000/notify?who=me",
        ["appLocationUpdates"] = true,
        ["appAutoInstantiation"] = false,
        ["appInfo"] = new JsonObject
        {
            ["appDId"] = "echo-1",
            ["appName"] = "echo",
            ["appProvider"] = "QkdMec",
            ["appSoftVersion"] = "1.0",
            ["appDVersion"] = "1.0",
            ["appDescription"] = "as the device calls it",
            ["appPackageSource"] = "https://packages.example/echo.zip",
            ["userAppInstanceInfo"] = new JsonArray(new JsonObject
            {
                ["appInstanceId"] = "my-instance",
                ["appLocation"] = Location(),
            }),
        },
    };

    /// <summary>Only what is mandatory.</summary>
    public static JsonObject SmallContext() => new()
    {
        ["associateDevAppId"] = "device-1",
        ["appInfo"] = new JsonObject
        {
            ["appName"] = "echo", ["appProvider"] = "QkdMec", ["appDVersion"] = "1.0", ["userAppInstanceInfo"] = new JsonArray(new JsonObject()),
        },
    };

    /// <summary>A full context where one place has another value; null removes it. Places are separated by dots, items of lists are numbers.</summary>
    public static string With(string path, JsonNode? value)
    {
        var root = FullContext();
        JsonNode place = root;
        var parts = path.Split('.');
        foreach (var part in parts[..^1])
        {
            place = int.TryParse(part, out var item) ? place[item]! : place[part]!;
        }

        if (place is JsonObject owner && value is null)
        {
            Assert.True(owner.Remove(parts[^1]));
        }
        else if (place is JsonObject parent)
        {
            parent[parts[^1]] = value;
        }
        else
        {
            place[int.Parse(parts[^1])] = value;
        }

        return root.ToJsonString();
    }

    private static JsonObject Location() => new()
    {
        ["countryCode"] = "ES",
        ["civicAddressElement"] = new JsonArray(new JsonObject { ["caType"] = 3, ["caValue"] = "Sevilla" }),
        ["area"] = new JsonObject
        {
            ["type"] = "Polygon", ["coordinates"] = new JsonArray(new JsonArray(Position(1.5, 2), Position(3, 4), Position(5, 6.25))),
        },
    };

    private static JsonArray Position(double longitude, double latitude) => [longitude, latitude];
}
