using System.Diagnostics;

namespace QkdMec.Silo.Hosting;

/// <summary>The spans of grain calls, which Orleans makes itself.</summary>
internal static class GrainCallSpans
{
    /// <summary>Orleans' activity source for the grains of an application.</summary>
    public const string SourceName = "Microsoft.Orleans.Application";

    private static readonly ActivitySource Probe = new(SourceName);

    /// <summary>Whether anybody records spans; a silo without the filters is faster.</summary>
    public static bool IsOn => Probe.HasListeners();
}
