using QkdMec.Gateway.Documents;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Topologies;
using static QkdMec.Gateway.Documents.DocumentAttribute;

namespace QkdMec.Gateway.Operator;

/// <summary>The documents that change the network.</summary>
internal static class NetworkShapes
{
    private const double LargestReserve = 1L << 40;

    private static readonly TextShape Name = new(Names.MaxLength, 1, new TextRule(Names.IsValid, "letters, digits, '.', '_' or '-'"));

    /// <summary>A link to lay.</summary>
    public static readonly ObjectShape NewLink = new(
    [
        Mandatory("profile", Name),
        Mandatory("kilometres", new NumberShape(0, LinkDefinition.LongestKilometres, whole: false)),
        Optional("lossDb", new NumberShape(0, LinkDefinition.LargestLossDb, whole: false)),
        Optional("rateBitsPerSecond", new NumberShape(0, LinkDefinition.HighestRateBitsPerSecond, whole: false)),
        Optional("qber", new NumberShape(0, 1, whole: false)),
        Optional("aerial", new FlagShape()),
        Optional("reserveBytes", new NumberShape(0, LargestReserve, whole: true)),
    ]);

    /// <summary>An eavesdropper.</summary>
    public static readonly ObjectShape Eavesdropper = new([Mandatory("share", new NumberShape(0, 1, whole: false))]);

    /// <summary>A KME to add.</summary>
    public static readonly ObjectShape NewKme = new([Mandatory("site", Name)]);
}
