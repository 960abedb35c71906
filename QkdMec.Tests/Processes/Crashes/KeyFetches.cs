using System.Net;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>Fetches keys, over refusals and lost answers, and tells the ledger what came of it.</summary>
internal sealed class KeyFetches(CrashSaes saes, CrashLedger ledger, AnswerCounter counter)
{
    /// <summary>After a refusal, as <c>Retry-After</c> asks of clients: a storm of repeats shows nothing.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits a little, or until the end.</summary>
    public static Task PauseAsync(CancellationToken stopping) => Task.Delay(Pause, stopping).ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>Fetches until the keys were given or are known to be gone. False: they were not before the end.</summary>
    public async Task<bool> FetchAsync(IReadOnlyList<IssuedKey> keys, CancellationToken stopping)
    {
        while (keys.Count > 0 && !stopping.IsCancellationRequested)
        {
            var answer = await SendAsync(keys[0].Pair.Slave, keys, stopping);
            if (answer.IsGood)
            {
                TakeUp(keys, answer);
                return true;
            }

            if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized)
            {
                return await GoneAsync(keys, stopping);
            }

            if (answer is { Status: null, IsUnsent: false })
            {
                keys.ToList().ForEach(ledger.Unanswered);
            }

            await PauseAsync(stopping);
        }

        return keys.Count == 0;
    }

    /// <summary>A SAE that a key is not for tries to fetch it.</summary>
    public async Task StealAsync(IssuedKey key, CancellationToken stopping)
    {
        if ((await SendAsync(key.Pair.Stranger, [key], stopping)).IsGood)
        {
            ledger.FetchedByStranger(key);
        }
    }

    /// <summary>Asks again for keys that were fetched in an earlier life: only those of its last moments may be given.</summary>
    public async Task TryAgainAsync(CrashLife life, CancellationToken stopping)
    {
        foreach (var key in life.Fetched)
        {
            var answer = await SendAsync(key.Pair.Slave, [key], stopping);
            if (answer.IsGood && answer.Keys.Count == 1)
            {
                ledger.FetchedAgainAfter(life.KilledAt, key, answer.Keys[0].Bytes);
            }
        }
    }

    /// <summary>One of the keys is gone. It keeps the others from being given: each is fetched by itself then.</summary>
    private async Task<bool> GoneAsync(IReadOnlyList<IssuedKey> keys, CancellationToken stopping)
    {
        if (keys.Count == 1)
        {
            ledger.NotFound(keys[0]);
            return true;
        }

        var all = true;
        foreach (var key in keys)
        {
            all &= await FetchAsync([key], stopping);
        }

        return all;
    }

    private void TakeUp(IReadOnlyList<IssuedKey> keys, SaeAnswer answer)
    {
        if (answer.Keys.Count != keys.Count)
        {
            ledger.Report($"{keys.Count} keys were fetched, {answer.Keys.Count} came");
            return;
        }

        foreach (var (key, given) in keys.Zip(answer.Keys))
        {
            ledger.Fetched(key, given.Bytes);
        }
    }

    /// <summary>A fetch by a SAE, again as long as there is nobody to take it.</summary>
    private async Task<SaeAnswer> SendAsync(string sae, IReadOnlyList<IssuedKey> keys, CancellationToken stopping)
    {
        while (true)
        {
            var answer = await saes.Of(sae).FetchAsync(keys[0].Pair.Master, keys, stopping);
            counter.Add(answer);
            if (!answer.IsUnsent || stopping.IsCancellationRequested)
            {
                return answer;
            }

            await PauseAsync(stopping);
        }
    }
}
