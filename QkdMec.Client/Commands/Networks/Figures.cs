using System.Globalization;

namespace QkdMec.Client.Commands.Networks;

/// <summary>Figures as people read them.</summary>
internal static class Figures
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>A rate, such as <c>2.40 Mb/s</c>.</summary>
    public static string Rate(double bitsPerSecond) => $"{Scale(bitsPerSecond)}b/s";

    /// <summary>An amount, such as <c>1.05 MB</c>.</summary>
    public static string Bytes(long bytes) => $"{Scale(bytes)}B";

    /// <summary>An amount of key, such as <c>8.39 Mb</c>.</summary>
    public static string Bits(long bits) => $"{Scale(bits)}b";

    /// <summary>A share, such as <c>2.10 %</c>.</summary>
    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} %");

    /// <summary>A loss, such as <c>2.00 dB</c>.</summary>
    public static string Loss(double decibels) => string.Create(CultureInfo.InvariantCulture, $"{decibels:0.00} dB");

    /// <summary>A moment.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>KMEs in the order of a route; a dash when there is none.</summary>
    public static string Route(IReadOnlyList<string> hops) => hops.Count == 0 ? "-" : string.Join(' ', hops);

    private static string Scale(double value)
    {
        var prefix = 0;
        while (Math.Abs(value) >= 1000 && prefix < Prefixes.Length - 1)
        {
            value /= 1000;
            prefix++;
        }

        var text = value.ToString(prefix == 0 ? "0" : "0.00", CultureInfo.InvariantCulture);
        return $"{text} {Prefixes[prefix]}";
    }
}
