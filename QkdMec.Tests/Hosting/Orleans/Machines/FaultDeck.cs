namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>
/// Draws faults from a seed. Kinds and places are dealt like cards, so that a short run has every kind too, and no place is left out for long.
/// </summary>
/// <param name="seed">What all is drawn from.</param>
/// <param name="disks">The machines whose disks can be filled.</param>
/// <param name="without">The kinds that are left out.</param>
internal sealed class FaultDeck(int seed, IReadOnlyList<string> disks, params IReadOnlyCollection<FaultKind> without)
{
    private const int LeastMilliseconds = 1000;
    private const int MostMilliseconds = 10_000;

    private static readonly FaultKind[] AllKinds = [FaultKind.Kill, FaultKind.Kill, FaultKind.Cut, FaultKind.Part, FaultKind.Database, FaultKind.Disk];
    private readonly FaultKind[] dealt = [.. AllKinds.Where(kind => !without.Contains(kind) && (kind != FaultKind.Disk || disks.Count > 0))];
    private readonly Random random = new(seed);
    private readonly Queue<FaultKind> kinds = [];
    private readonly Dictionary<FaultKind, Queue<string>> places = [];

    /// <summary>The next one.</summary>
    public Fault Draw()
    {
        var kind = Deal(kinds, dealt);
        var place = DealPlace(kind);
        var other = kind == FaultKind.Part ? Other(place) : null;
        var lasting = kind == FaultKind.Kill ? TimeSpan.Zero : TimeSpan.FromMilliseconds(random.Next(LeastMilliseconds, MostMilliseconds));
        return new Fault(kind, place, other, lasting);
    }

    private string DealPlace(FaultKind kind)
    {
        if (!places.TryGetValue(kind, out var cards))
        {
            places[kind] = cards = [];
        }

        return Deal(cards, kind switch
        {
            FaultKind.Database => [LaidOutCluster.Database],
            FaultKind.Disk => disks,
            FaultKind.Cut => [.. LaidOutCluster.Machines, LaidOutCluster.Database],
            _ => LaidOutCluster.Machines,
        });
    }

    private string Other(string machine)
    {
        string[] others = [.. LaidOutCluster.Machines.Append(LaidOutCluster.Database).Where(one => one != machine)];
        return others[random.Next(others.Length)];
    }

    private T Deal<T>(Queue<T> cards, IReadOnlyList<T> all)
    {
        if (cards.Count == 0)
        {
            T[] shuffled = [.. all];
            random.Shuffle(shuffled);
            shuffled.ToList().ForEach(cards.Enqueue);
        }

        return cards.Dequeue();
    }
}
