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

    /// <summary>Every attribute a device may send when it asks for locations.</summary>
    public static JsonObject FullAvailability() => new()
    {
        ["associateDevAppId"] = "device-1",
        ["appInfo"] = new JsonObject
        {
            ["appName"] = "echo",
            ["appProvider"] = "QkdMec",
            ["appSoftVersion"] = "1.0",
            ["appDVersion"] = "1.0",
            ["appDescription"] = "as the device calls it",
            ["appPackageSource"] = "https://packages.example/echo.json",
            ["availableLocations"] = new JsonArray(new JsonObject { ["appLocation"] = Location() }),
        },
    };

    /// <summary>
    /// A document where one place has another value, as JSON that may be broken; null removes what is there. Places are separated by dots, items of lists are numbers;
    /// no place at all is the whole document.
    /// </summary>
    public static string Put(JsonObject root, string place, string? json)
    {
        const string Mark = "replaced by the test";
        if (place.Length == 0)
        {
            return json ?? "";
        }

        var parts = place.Split('.');
        JsonNode owner = root;
        foreach (var part in parts[..^1])
        {
            owner = int.TryParse(part, out var item) ? owner[item]! : owner[part]!;
        }

        if (json is null)
        {
            Assert.True(owner.AsObject().Remove(parts[^1]));
        }
        else if (owner is JsonArray list)
        {
            list[int.Parse(parts[^1])] = Mark;
        }
        else
        {
            owner[parts[^1]] = Mark;
        }

        return root.ToJsonString().Replace($"\"{Mark}\"", json, StringComparison.Ordinal);
    }

    /// <summary>What stands at a place of a document; null when nothing does.</summary>
    public static JsonNode? At(JsonNode root, string place) => place.Split('.').Aggregate<string, JsonNode?>(
        root, (owner, part) => owner switch { JsonArray list when int.Parse(part) < list.Count => list[int.Parse(part)], JsonObject map => map[part], _ => null });

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
