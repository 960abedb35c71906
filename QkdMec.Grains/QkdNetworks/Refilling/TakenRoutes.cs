using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>The routes that pairs of KMEs were last refilled along.</summary>
internal sealed class TakenRoutes
{
    private readonly Dictionary<LinkId, RelayPaths> last = [];

    /// <summary>Notes the routes of a block; true when they are other ones than those of the pair's last block.</summary>
    public bool HasChanged(LinkId pair, RelayPaths paths)
    {
        var changed = last.TryGetValue(pair, out var before) && !paths.AreEqual(before);
        last[pair] = paths;
        return changed;
    }
}
