using System.Globalization;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

/// <summary>Small networks written as text: <c>a-b 5</c> is a link with 5 b/s free.</summary>
internal static class TestNetworks
{
    public const long Stored = 1000;

    public static KmeId Kme(string name) => KmeId.Parse(name);

    public static LinkId Link(string ends) => LinkId.Between(Kme(ends.Split('-')[0]), Kme(ends.Split('-')[1]));

    public static LinkView View(string text, bool isUp = true) =>
        new(Link(text.Split(' ')[0]), isUp, double.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture), new LinkStock(Stored), new LinkStock(Stored));

    public static NetworkGraph Graph(params IEnumerable<string> links) => new(links.Select(link => View(link)));

    public static string Text(QkdMec.Grains.TrustedRelays.RelayRoute? route) => route is null ? "none" : string.Join('-', route.Hops);
}
