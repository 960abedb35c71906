namespace QkdMec.Tests.Simulation.Ledgers;

/// <summary>Adds up amounts, each once by its number. The key is <c>site/name</c>.</summary>
[Alias("tests.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    Task<LedgerAnswer> AddAsync(LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>Adds here, then at the ledger with the other key.</summary>
    Task<LedgerAnswer> AddToBothAsync(LedgerEntry entry, string otherKey);

    [ReadOnly]
    Task<long> SumAsync();
}
