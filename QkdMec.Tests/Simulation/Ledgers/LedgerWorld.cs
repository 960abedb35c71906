using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Ledgers;

/// <summary>
/// The example world: ledgers at two sites, one of them with two silos. What was acknowledged is in the ledger in the end, and
/// nothing is in it twice or that nobody added.
/// </summary>
public class LedgerWorld : SimulatedWorld
{
    private static readonly string[] Sites = ["east", "west", "west"];

    private readonly MemoryStateStore _store = new();
    private readonly SortedDictionary<string, SortedDictionary<string, long>> _acknowledged = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, long>> _attempted = new(StringComparer.Ordinal);
    private IGrainFactory _client = null!;
    private int _number;

    public override string Name => "ledger";

    public override GrainClusterOptions Cluster { get; } = new()
    {
        Types = [typeof(LedgerGrain), typeof(LedgerEntry)],
        ResponseTimeout = TimeSpan.FromSeconds(2),
        IdleAge = TimeSpan.FromSeconds(30),
    };

    public override IReadOnlyList<string> RequiredOutcomes => [.. Enum.GetNames<LedgerAnswer>(), nameof(TimeoutException), nameof(OrleansException)];

    protected override void Build()
    {
        for (var index = 0; index < Sites.Length; index++)
        {
            Simulation.AddSilo(new SiloDefinition(
                $"{Sites[index]}-{index}",
                ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, Sites[index]),
                services => services.AddSingleton<IGrainStateStore>(_store)));
        }

        _client = Simulation.AddClient("client");
        Operation("add", 6, () => AddAsync(isTwice: false));
        Operation("add again", 2, () => AddAsync(isTwice: true));
        Operation("add to both", 3, AddToBothAsync);
    }

    protected override async Task CheckAsync()
    {
        foreach (var (key, attempted) in _attempted)
        {
            var sum = await _client.GetGrain<ILedgerGrain>(key).SumAsync();
            var least = _acknowledged.TryGetValue(key, out var acknowledged) ? acknowledged.Values.Sum() : 0;
            Assert.InRange(sum, least, attempted.Values.Sum());
        }
    }

    private string SomeKey() => $"{Sites[Simulation.Random.Below(2)]}/ledger-{Simulation.Random.Below(4)}";

    private LedgerEntry NextEntry() => new((++_number).ToString("d6", CultureInfo.InvariantCulture), Simulation.Random.Below(100));

    private async Task AddAsync(bool isTwice)
    {
        var (key, entry) = (SomeKey(), NextEntry());
        for (var time = isTwice ? 2 : 1; time > 0; time--)
        {
            await TryAsync(entry, [key], () => _client.GetGrain<ILedgerGrain>(key).AddAsync(entry, CancellationToken.None));
        }
    }

    private async Task AddToBothAsync()
    {
        var (key, other, entry) = (SomeKey(), SomeKey(), NextEntry());
        if (key != other)
        {
            await TryAsync(entry, [key, other], () => _client.GetGrain<ILedgerGrain>(key).AddToBothAsync(entry, other));
        }
    }

    private async Task TryAsync(LedgerEntry entry, string[] keys, Func<Task<LedgerAnswer>> act)
    {
        Note(_attempted, keys, entry);
        try
        {
            var answer = await act();
            Count(answer.ToString());
            if (answer != LedgerAnswer.Refused)
            {
                Note(_acknowledged, keys, entry);
            }
        }
        catch (TimeoutException)
        {
            Count(nameof(TimeoutException));
        }
        catch (OrleansException)
        {
            Count(nameof(OrleansException));
        }
    }

    private static void Note(SortedDictionary<string, SortedDictionary<string, long>> notes, string[] keys, LedgerEntry entry)
    {
        foreach (var key in keys)
        {
            if (!notes.TryGetValue(key, out var entries))
            {
                notes[key] = entries = new(StringComparer.Ordinal);
            }

            entries[entry.Number] = entry.Amount;
        }
    }
}
