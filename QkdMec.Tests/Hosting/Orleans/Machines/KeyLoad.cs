using System.Diagnostics;
using System.Net;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A pair of SAEs: one draws keys at its KME, the other fetches most of them at its own at once, and the rest after the next fault.</summary>
internal sealed class KeyLoad(CrashSaes saes, CrashLedger ledger, CrashPair pair, Random random)
{
    private const int Bits = 256;
    private const int MostKeys = 4;
    private const int HeldPercent = 10;

    private readonly KeyFetches fetches = new(saes, ledger, new AnswerCounter(new CrashCounts(), RoundPlan.Last(new CrashOptions())));
    private readonly Lock gate = new();
    private List<IssuedKey> held = [];

    /// <summary>How the last draw was answered; null: not at all.</summary>
    public HttpStatusCode? LastDraw { get; private set; }

    /// <summary>Draws keys and fetches at least one. True: it was fetched.</summary>
    public async Task<bool> ActAsync(CancellationToken stopping)
    {
        var number = random.Next(1, MostKeys + 1);
        var answer = await saes.Of(pair.Master).DrawAsync(pair.Slave, number, Bits, stopping);
        LastDraw = answer.Status;
        if (!answer.IsGood)
        {
            return false;
        }

        List<IssuedKey> keys = [.. answer.Keys.Select(key => new IssuedKey(pair, key.Id, key.Bytes, Stopwatch.GetTimestamp()))];
        ledger.Issued(keys);
        if (keys.Count != number || keys.Exists(key => key.Bytes.Length * 8 != Bits))
        {
            ledger.Report($"{number} keys of {Bits} bits were asked for, others came");
            return false;
        }

        var isHeld = random.Next(100) < HeldPercent;
        if (await fetches.FetchAsync(isHeld ? keys[..1] : keys, stopping))
        {
            Hold(isHeld ? keys[1..] : []);
            return true;
        }

        Hold(keys);
        return false;
    }

    /// <summary>Fetches what was held back until now. Answers a key that could not be had before the end; null: there was none.</summary>
    public async Task<IssuedKey?> CollectAsync(CancellationToken stopping)
    {
        List<IssuedKey> keys;
        lock (gate)
        {
            (keys, held) = (held, []);
        }

        foreach (var key in keys)
        {
            if (!await fetches.FetchAsync([key], stopping))
            {
                return key;
            }
        }

        return null;
    }

    private void Hold(IReadOnlyCollection<IssuedKey> keys)
    {
        lock (gate)
        {
            held.AddRange(keys);
        }
    }
}
