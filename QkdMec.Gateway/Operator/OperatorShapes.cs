using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Mx2;
using static QkdMec.Gateway.Documents.DocumentAttribute;

namespace QkdMec.Gateway.Operator;

/// <summary>The documents an operator sends.</summary>
internal static class OperatorShapes
{
    private const int Largest = 1_000_000_000;

    private static readonly TextShape Identifier = new(
        64, 1, new TextRule(text => text.All(IsIdentifier), "letters, digits, '.', '_' or '-'"));

    private static readonly NumberShape Amount = new(0, Largest, whole: true);

    private static readonly ListShape Hosts = new(new TextShape(129));

    private static readonly ObjectShape Characteristics = new(
    [
        Optional("memory", Amount), Optional("storage", Amount), Optional("latency", Amount), Optional("bandwidth", Amount),
        Optional("serviceCont", new NumberShape(0, 1, whole: true)),
    ]);

    private static readonly ObjectShape AppInfo = new(
    [
        Optional("appDId", Identifier),
        Mandatory("appName", Mx2Shapes.Name),
        Mandatory("appProvider", Mx2Shapes.Name),
        Mandatory("appSoftVersion", Mx2Shapes.Name),
        Mandatory("appDVersion", Mx2Shapes.Name),
        Mandatory("appDescription", Mx2Shapes.Description),
        Optional("appLocation", new ListShape(Mx2Shapes.Location)),
        Optional("appCharcs", Characteristics),
    ]);

    /// <summary>An application to on-board: as in ApplicationList, where the id may be left to the system, and its function.</summary>
    public static readonly DocumentAttribute[] NewAppAttributes =
    [
        Mandatory("appInfo", AppInfo),
        Mandatory("function", Identifier),
        Optional("placement", new ObjectShape(
        [
            Optional("allowedHosts", Hosts), Optional("deniedHosts", Hosts),
            Optional("keyRateBitsPerSecond", new NumberShape(0, Largest, whole: false)),
            Optional("contextsPerInstance", new NumberShape(1, Largest, whole: true)),
            Optional("allowedDeviceApps", new ListShape(Mx2Shapes.Name)), Optional("allowedClients", new ListShape(new TextShape(128))),
        ])),
        Optional("vendorSpecificExt", new ObjectShape([Mandatory("vendorId", Mx2Shapes.Name)], open: true)),
    ];

    /// <summary>The document of them.</summary>
    public static readonly ObjectShape NewApp = new(NewAppAttributes);

    private static bool IsIdentifier(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
