using System.Collections.Immutable;
using System.Text.Json;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Running;

/// <summary>
/// The ports of QKD 014 listeners. Those of the scenario are fixed by its order, and in a deployment all are; elsewhere a KME that gets its first SAE while the system runs takes the next
/// free port and keeps it, in <c>listeners.json</c> of the data directory.
/// </summary>
internal sealed class ListenerPorts
{
    private readonly SystemPlan plan;
    private readonly string path;
    private readonly int first;
    private readonly Dictionary<KmeId, Uri> laid;
    private readonly Dictionary<KmeId, ImmutableArray<Uri>> more;
    private readonly Dictionary<KmeId, Uri> kept;
    private readonly SortedDictionary<string, int> taken;

    /// <summary>The ports of a plan and those that were taken since.</summary>
    public ListenerPorts(SystemPlan plan, DataDirectory data)
    {
        this.plan = plan;
        path = Path.Combine(data.Root, "listeners.json");
        laid = plan.ListeningSites.ToDictionary(site => site.Kme.Kme, site => site.KeyAddress!);
        kept = plan.Sites.Where(site => site.KeptKeyAddress is not null).ToDictionary(site => site.Kme.Kme, site => site.KeptKeyAddress!);
        more = plan.ListeningSites.ToDictionary(site => site.Kme.Kme, site => site.MoreKeyAddresses);
        first = plan.Options.KmePort + laid.Count;
        taken = Load(path);
    }

    /// <summary>Whether a KME has a listener, with SAEs or without.</summary>
    public bool Knows(KmeId kme) => laid.ContainsKey(kme) || taken.ContainsKey(kme.Value);

    /// <summary>Where else a KME of the scenario listens.</summary>
    public ImmutableArray<Uri> MoreOf(KmeId kme) => more.GetValueOrDefault(kme, []);

    /// <summary>The address of a KME that does not listen yet; chosen when it has none, or when another program has taken it.</summary>
    public Uri AddressOf(KmeId kme)
    {
        if (laid.TryGetValue(kme, out var address) || kept.TryGetValue(kme, out address))
        {
            return address;
        }

        var used = laid.Values.Concat(more.Values.SelectMany(addresses => addresses)).Select(known => known.Port).ToHashSet();
        if (!taken.TryGetValue(kme.Value, out var port) || used.Contains(port) || !PortCheck.IsFree(At(port)))
        {
            used.UnionWith(taken.Values);
            port = first;
            while (used.Contains(port) || !PortCheck.IsFree(At(port)))
            {
                port++;
            }

            taken[kme.Value] = port;
            File.WriteAllText(path, JsonSerializer.Serialize(taken));
        }

        return At(port);
    }

    private Uri At(int port) => plan.KeyAddressAt(port);

    private static SortedDictionary<string, int> Load(string path)
    {
        try
        {
            var kept = File.Exists(path) ? JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(path)) : null;
            return new SortedDictionary<string, int>(kept ?? [], StringComparer.Ordinal);
        }
        catch (JsonException)
        {
            // Only ports are lost: they are chosen anew.
            return new SortedDictionary<string, int>(StringComparer.Ordinal);
        }
    }
}
