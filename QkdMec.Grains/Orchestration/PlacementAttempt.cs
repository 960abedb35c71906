using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>A placement under way.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Client">The client's KME.</param>
/// <param name="Filter">Which hosts may have it.</param>
/// <param name="Seed">What its draws begin with.</param>
internal sealed record PlacementAttempt(PlacementRequest Request, KmeId Client, HostFilter Filter, ulong Seed)
{
    private const int MostRefusals = 2;

    private readonly List<(HostId Host, HostRefusal Refusal)> refusals = [];

    /// <summary>How often a host or the network refused.</summary>
    public int Refusals => refusals.Count;

    /// <summary>A host refused, or the path to it: the picture was old.</summary>
    public void Refuse(HostId host, HostRefusal refusal) => refusals.Add((host, refusal));

    /// <summary>Why a host leaves the choice: it did not answer, or refused again on a picture on which it should not have.</summary>
    public HostRefusal? RefusalOf(HostId host)
    {
        var last = refusals.Where(entry => entry.Host == host).Select(entry => entry.Refusal).ToList();
        return last.Count >= MostRefusals ? last[^1] : last.Find(refusal => refusal.Status == PlacementStatus.Unreachable);
    }
}
