namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What a pair brings into a life of the product from the one before.</summary>
/// <param name="KilledAt">When that one was killed.</param>
/// <param name="Held">Keys that were held back and not yet fetched.</param>
/// <param name="Fetched">Some that were fetched, to ask for again.</param>
internal sealed record CrashLife(long KilledAt, IReadOnlyList<IssuedKey> Held, IReadOnlyList<IssuedKey> Fetched)
{
    /// <summary>How many are asked for again: a SAE may show a hundred wrong ids in ten seconds, and has several pairs.</summary>
    private const int AskedForAgain = 8;

    /// <summary>The first one.</summary>
    public static CrashLife First { get; } = new(0, [], []);

    /// <summary>The life after one that was killed: of what was fetched some of the first and some of the last.</summary>
    public static CrashLife After(long killedAt, IReadOnlyList<IssuedKey> held, IReadOnlyList<IssuedKey> done)
    {
        var fetched = done.Where(key => key.FetchedAt is not null).ToList();
        return new CrashLife(killedAt, held, [.. fetched.Take(AskedForAgain / 2).Union(fetched.TakeLast(AskedForAgain / 2))]);
    }
}
