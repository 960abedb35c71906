using System.Diagnostics;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>The load of one life of the product: SAEs draw keys both ways, fetch most of them, and hold some back for a later life.</summary>
internal sealed class CrashLoad(CrashSaes saes, CrashLedger ledger, AnswerCounter counter)
{
    private const int FetchedAtOncePercent = 70;
    private const int MostKeys = 8;
    private const int UsualBits = 256;
    private const int PositionBits = 64;

    private readonly KeyFetches fetches = new(saes, ledger, counter);

    /// <summary>Runs one pair's part until it is stopped: what was held back, and new keys beside it.</summary>
    /// <returns>The keys held back for a later life, and those fetched in this one.</returns>
    public async Task<(List<IssuedKey> Held, List<IssuedKey> Done)> RunAsync(CrashPair pair, CrashLife life, Random random, CancellationToken stopping)
    {
        var (held, done) = (new List<IssuedKey>(), new List<IssuedKey>());
        var collecting = CollectAsync(life, new Random(random.Next()), stopping);
        while (!stopping.IsCancellationRequested)
        {
            var keys = await DrawAsync(pair, random, stopping);
            var isFetched = random.Next(100) < FetchedAtOncePercent && await FetchInItsWayAsync(keys, random, stopping);
            (isFetched ? done : held).AddRange(keys);
        }

        var (heldBefore, doneBefore) = await collecting;
        return ([.. heldBefore, .. held], [.. doneBefore, .. done]);
    }

    /// <summary>Fetches everything that was held back. Answers a key that could not be had before the end; null: there was none.</summary>
    public async Task<IssuedKey?> CollectAllAsync(CrashLife life, CancellationToken stopping)
    {
        foreach (var key in life.Held)
        {
            if (!await fetches.FetchAsync([key], stopping))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>Fetches what an earlier life held back; a few wait for yet another one.</summary>
    private async Task<(List<IssuedKey> Held, List<IssuedKey> Done)> CollectAsync(CrashLife life, Random random, CancellationToken stopping)
    {
        var (held, done) = (new List<IssuedKey>(), new List<IssuedKey>());
        await fetches.TryAgainAsync(life, stopping);
        foreach (var key in life.Held)
        {
            (random.Next(5) > 0 && await fetches.FetchAsync([key], stopping) ? done : held).Add(key);
        }

        return (held, done);
    }

    private async Task<IReadOnlyList<IssuedKey>> DrawAsync(CrashPair pair, Random random, CancellationToken stopping)
    {
        var bits = random.Next(4) == 0 ? PositionBits * random.Next(1, 65) : UsualBits;
        var number = random.Next(1, MostKeys + 1);
        var answer = await saes.Of(pair.Master).DrawAsync(pair.Slave, number, bits, stopping);
        if (!answer.IsGood)
        {
            counter.Add(answer);
            await KeyFetches.PauseAsync(stopping);
            return [];
        }

        var at = Stopwatch.GetTimestamp();
        List<IssuedKey> keys = [.. answer.Keys.Select(key => new IssuedKey(pair, key.Id, key.Bytes, at))];
        ledger.Issued(keys);
        if (keys.Count != number || keys.Exists(key => key.Bytes.Length * 8 != bits))
        {
            ledger.Report($"{number} keys of {bits} bits were asked for, {keys.Count} of {keys.FirstOrDefault()?.Bytes.Length * 8} came");
        }

        counter.KeysCame(at);
        counter.Add(answer);
        return keys;
    }

    /// <summary>Plainly, or twice within the window for repeats, or after another SAE has tried.</summary>
    private async Task<bool> FetchInItsWayAsync(IReadOnlyList<IssuedKey> keys, Random random, CancellationToken stopping)
    {
        // Seldom: a SAE may show a hundred wrong ids in ten seconds.
        var way = random.Next(200);
        if (way == 0 && keys.Count > 0)
        {
            await fetches.StealAsync(keys[0], stopping);
        }

        return await fetches.FetchAsync(keys, stopping) && (way > 10 || await fetches.FetchAsync(keys, stopping));
    }
}
