namespace QkdMec.Grains.Hosting;

/// <summary>
/// Where a grain may run, read from its key and the silo's metadata. A silo lists its sites under <see cref="SitesKey"/>
/// (<c>hospital,relay-1</c>) and its MEC hosts under <see cref="HostsKey"/> (<c>edge/edge-1,edge/edge-2</c>),
/// its listeners under <see cref="ListenersKey"/> (<c>edge/kme-edge</c>).
/// </summary>
public static class KeyPlacement
{
    /// <summary>The metadata key of the comma-separated sites of a silo.</summary>
    public const string SitesKey = "sites";

    /// <summary>The metadata key of the comma-separated <c>site/host</c> pairs of a silo.</summary>
    public const string HostsKey = "hosts";

    /// <summary>The metadata key of the comma-separated <c>site/listener</c> pairs of a silo.</summary>
    public const string ListenersKey = "listeners";

    private const char Separator = '/';

    /// <summary>Whether the first segment of the key is a site of the silo.</summary>
    public static bool AcceptsSite(string grainKey, IReadOnlyDictionary<string, string> siloMetadata) =>
        Lists(siloMetadata, SitesKey, grainKey.Split(Separator)[0]);

    /// <summary>Whether the first two segments of the key are a MEC host of the silo.</summary>
    public static bool AcceptsHost(string grainKey, IReadOnlyDictionary<string, string> siloMetadata) =>
        grainKey.Split(Separator) is [var site, var host, ..] && Lists(siloMetadata, HostsKey, $"{site}{Separator}{host}");

    /// <summary>Whether the key is a listener of the silo.</summary>
    public static bool AcceptsListener(string grainKey, IReadOnlyDictionary<string, string> siloMetadata) => Lists(siloMetadata, ListenersKey, grainKey);

    private static bool Lists(IReadOnlyDictionary<string, string> siloMetadata, string key, string wanted) =>
        siloMetadata.TryGetValue(key, out var listed)
        && listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(wanted, StringComparer.Ordinal);
}
