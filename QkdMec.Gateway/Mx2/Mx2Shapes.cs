using QkdMec.Gateway.Documents;
using QkdMec.Protocols.Mx2;
using static QkdMec.Gateway.Documents.DocumentAttribute;

namespace QkdMec.Gateway.Mx2;

/// <summary>The tables of ETSI MEC 016 V2.2.1, clause 6.</summary>
internal static class Mx2Shapes
{
    private const int ShortText = 32;

    /// <summary>A text of at most 32 characters.</summary>
    public static readonly TextShape Name = new(ShortText);

    /// <summary>A text of at most 128 characters.</summary>
    public static readonly TextShape Description = new(128, shortest: 0);

    /// <summary>A text without a limit of its own.</summary>
    public static readonly TextShape Text = new();

    private static readonly NumberShape Coordinate = new(double.MinValue, double.MaxValue, whole: false);

    private static readonly ObjectShape Area = new(
    [
        Mandatory("type", new TextShape(rule: new TextRule(text => text == Polygon.TypeName, $"'{Polygon.TypeName}'"))),
        Mandatory("coordinates", new ListShape(new ListShape(new ListShape(Coordinate, 2)), 1)),
        Optional("bbox", new ListShape(Coordinate, 4)),
    ]);

    /// <summary>LocationConstraints.</summary>
    public static readonly ObjectShape Location = new(
    [
        Optional("countryCode", new TextShape(2, 2, new TextRule(text => text.All(char.IsAsciiLetterUpper), "two capital letters"))),
        Optional("civicAddressElement", new ListShape(new ObjectShape(
        [
            Mandatory("caType", new NumberShape(0, 255, whole: true)),
            Mandatory("caValue", Text),
        ]))),
        Optional("area", Area),
    ]);

    /// <summary>AppContext as a device creates it: the id is assigned by the system.</summary>
    public static readonly ObjectShape NewContext = new(ContextAttributes());

    /// <summary>AppContext as a device changes it: an id in it is ignored.</summary>
    public static readonly ObjectShape ChangedContext = new([Optional("contextId", Name), .. ContextAttributes()]);

    /// <summary>ApplicationLocationAvailability; locations in a request are replaced by those of the answer.</summary>
    public static readonly ObjectShape LocationAvailability = new(
    [
        Mandatory("associateDevAppId", Name),
        Mandatory("appInfo", new ObjectShape(
        [
            .. ApplicationAttributes(),
            Optional("availableLocations", new ListShape(new ObjectShape([Optional("appLocation", Location)]))),
        ])),
    ]);

    private static DocumentAttribute[] ContextAttributes() =>
    [
        Mandatory("associateDevAppId", Name),
        Optional("callbackReference", Text),
        Optional("appLocationUpdates", new FlagShape()),
        Optional("appAutoInstantiation", new FlagShape()),
        Mandatory("appInfo", new ObjectShape(
        [
            Optional("appDId", Text),
            .. ApplicationAttributes(),
            Mandatory("userAppInstanceInfo", new ListShape(Instance(), 1)),
        ])),
    ];

    private static DocumentAttribute[] ApplicationAttributes() =>
    [
        Mandatory("appName", Name),
        Mandatory("appProvider", Name),
        Optional("appSoftVersion", Name),
        Mandatory("appDVersion", Text),
        Optional("appDescription", Description),
        Optional("appPackageSource", new TextShape(rule: new TextRule(IsWebAddress, "an absolute http or https address"))),
    ];

    // Instance id and address are assigned by the system; a device may send back what it was given.
    private static ObjectShape Instance() => new(
    [
        Optional("appInstanceId", Text),
        Optional("referenceURI", new TextShape(shortest: 0)),
        Optional("appLocation", Location),
    ]);

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0;
}
