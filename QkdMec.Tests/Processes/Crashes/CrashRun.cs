using System.Diagnostics;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>
/// Starts the product, loads it, kills it, now and then puts databases back to an older copy, and starts it again, over and over, while every key
/// it gives goes into a ledger.
/// </summary>
internal sealed class CrashRun : IDisposable
{
    private static readonly TimeSpan LifeLimit = TimeSpan.FromSeconds(90);

    private readonly CrashOptions options;
    private readonly TextWriter output;
    private readonly ProductStates? states;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-crash-").FullName;
    private readonly string[] arguments;
    private readonly CrashCounts counts = new();
    private readonly CrashSummary summary = new();
    private CrashLife[] lives = [.. CrashScenario.Pairs.Select(_ => CrashLife.First)];
    private DatabaseCopy? copy;
    private long killedAt;

    /// <summary>Prepares a run in a new directory.</summary>
    /// <param name="options">What it does.</param>
    /// <param name="output">Where it tells of it.</param>
    /// <param name="states">Where the product keeps grain states.</param>
    public CrashRun(CrashOptions options, TextWriter output, ProductStates? states = null)
    {
        (this.options, this.output, this.states) = (options, output, states);
        arguments = ["--scenario", CrashScenario.Write(root)];
    }

    /// <summary>Every key of the run.</summary>
    public CrashLedger Ledger { get; } = new();

    private string Data => Path.Combine(root, "data");

    /// <summary>Runs all rounds. True: nothing was against the rules.</summary>
    public async Task<bool> RunAsync()
    {
        using var saes = await PrepareAsync();
        var random = new Random(options.Seed);
        for (var round = 1; round <= options.Rounds && Ledger.Violations.Count == 0; round++)
        {
            await RoundAsync(saes, RoundPlan.Draw(round, options, random));
        }

        await CollectAsync(saes);
        await output.WriteLineAsync(summary.Text(options, Ledger, counts));
        return Ledger.Violations.Count == 0;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>A first start makes the certificates that the SAEs come with.</summary>
    private async Task<CrashSaes> PrepareAsync()
    {
        await using var product = Begin();
        await product.WhenReadyAsync();
        await KillAsync(product);
        return new CrashSaes(Data, addresses);
    }

    private async Task RoundAsync(CrashSaes saes, RoundPlan plan)
    {
        await using var product = Begin();
        var recovery = plan.AnswersBeforeKill == 0 ? await DieStartingAsync(product, plan.StartLived) : await LiveAsync(product, saes, plan);
        var back = copy is { } held && plan.RollBack.Paths.All(held.Has) ? plan.RollBack.Paths : [];
        foreach (var path in back)
        {
            copy!.PutBack(path);
        }

        if (back.Count > 0 && plan.RollBack.VaultOf is { } site)
        {
            Ledger.VaultPutBack(site, copy!.BegunAt);
        }

        await output.WriteLineAsync(summary.Add(plan, recovery, back.Count > 0 ? copy!.Round : null, Ledger));
    }

    /// <summary>Kills the product before it serves, so that there is no recovery to tell of.</summary>
    private async Task<TimeSpan?> DieStartingAsync(ProductProcess product, TimeSpan lived)
    {
        // Not a wait for something: the moment of the kill itself.
        await Task.Delay(lived);
        await product.KillAsync();
        return null;
    }

    /// <summary>One life under load. Answers how long after the last kill its first key came.</summary>
    private async Task<TimeSpan?> LiveAsync(ProductProcess product, CrashSaes saes, RoundPlan plan)
    {
        using var stopping = new CancellationTokenSource();
        var counter = new AnswerCounter(counts, plan);
        var load = new CrashLoad(saes, Ledger, counter);
        var pairs = CrashScenario.Pairs.Select((pair, index) => Task.Run(() => load.RunAsync(pair, lives[index], RandomOf(plan, index), stopping.Token))).ToArray();
        var limit = Task.Delay(LifeLimit);
        if (plan.AnswersBeforeCopy is not null && await Task.WhenAny(counter.CopyDue, limit) == counter.CopyDue)
        {
            copy = DatabaseCopy.Take(Data, Path.Combine(root, "copy"), plan.Round);
        }

        if (await Task.WhenAny(counter.KillDue, limit) == limit)
        {
            Ledger.Report($"round {plan.Round}: {plan.AnswersBeforeKill} answers did not come within {LifeLimit.TotalSeconds} s; the product said: {product.LastWords}");
        }

        var lastKill = killedAt;
        await KillAsync(product);
        await stopping.CancelAsync();
        PassOn(await Task.WhenAll(pairs));
        return counter.FirstKey.IsCompleted ? Stopwatch.GetElapsedTime(lastKill, await counter.FirstKey) : null;
    }

    /// <summary>A last life: every key that was acknowledged and held back is fetched, so that none is lost.</summary>
    private async Task CollectAsync(CrashSaes saes)
    {
        await using var product = Begin();
        using var limit = new CancellationTokenSource(LifeLimit);
        var load = new CrashLoad(saes, Ledger, new AnswerCounter(counts, RoundPlan.Last(options)));
        foreach (var life in lives)
        {
            if (await load.CollectAllAsync(life, limit.Token) is { } key)
            {
                Ledger.Report($"key {key.Id} was acknowledged and could not be fetched within {LifeLimit.TotalSeconds} s; the product said: {product.LastWords}");
                return;
            }
        }
    }

    private void PassOn((List<IssuedKey> Held, List<IssuedKey> Done)[] pairs)
    {
        lives = [.. pairs.Select(pair => CrashLife.After(killedAt, pair.Held, pair.Done))];
        Ledger.Keep([.. lives.SelectMany(life => life.Held.Concat(life.Fetched))]);
    }

    private async Task KillAsync(ProductProcess product)
    {
        await product.KillAsync();
        killedAt = Stopwatch.GetTimestamp();
    }

    private ProductProcess Begin() => ProductProcess.Begin(["--data", Data, .. addresses.Arguments, .. arguments], states);

    private Random RandomOf(RoundPlan plan, int pair) => new(unchecked((options.Seed * 1_000_003) + (plan.Round * 101) + pair));
}
