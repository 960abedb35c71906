namespace QkdMec.Tests.Simulation.Ledgers;

public sealed class LedgerState
{
    public SortedDictionary<string, long> Entries { get; set; } = new(StringComparer.Ordinal);

    public int Ticks { get; set; }
}
