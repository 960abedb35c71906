namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>What happened in one run.</summary>
public sealed record WorldReport(
    string TraceHash, long Events, TimeSpan Elapsed, IReadOnlyDictionary<string, int> Faults, IReadOnlyDictionary<string, int> Outcomes)
{
    public int FaultsInAll => Faults.Values.Sum();

    public override string ToString() =>
        $"{Events} events in {Elapsed} of virtual time; faults: {Listed(Faults)}; outcomes: {Listed(Outcomes)}";

    private static string Listed(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
