using System.Globalization;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What a run came to.</summary>
internal sealed class CrashSummary
{
    private const int ShownViolations = 20;
    private readonly List<TimeSpan> recoveries = [];
    private (int Issued, int Fetched, int Repeated, int LostToRollBack) last;
    private int kills;
    private int killsWhileStarting;
    private (int State, int Vault, int Both) rollBacks;

    /// <summary>Takes up a round; answers its line.</summary>
    public string Add(RoundPlan plan, TimeSpan? recovery, int? copyOf, CrashLedger ledger)
    {
        kills++;
        killsWhileStarting += plan.AnswersBeforeKill == 0 ? 1 : 0;
        if (recovery is { } took)
        {
            recoveries.Add(took);
        }

        if (copyOf is not null)
        {
            rollBacks = plan.RollBack switch
            {
                { State: true, VaultOf: null } => rollBacks with { State = rollBacks.State + 1 },
                { State: false } => rollBacks with { Vault = rollBacks.Vault + 1 },
                _ => rollBacks with { Both = rollBacks.Both + 1 },
            };
        }

        var now = ledger.Counts;
        var line = Text($"round {plan.Round}: {Life(plan, recovery)}; issued {now.Issued - last.Issued}, fetched {now.Fetched - last.Fetched}, again {now.Repeated - last.Repeated}; killed{PutBack(plan, copyOf)}");
        last = now;
        return line;
    }

    /// <summary>The last lines.</summary>
    public string Text(CrashOptions options, CrashLedger ledger, CrashCounts counts)
    {
        var (issued, fetched, repeated, lost) = ledger.Counts;
        var violations = ledger.Violations;
        recoveries.Sort();
        var lines = new List<string>
        {
            $"crash: {kills} rounds of seed {options.Seed}; keys issued {issued}, fetched {fetched}, fetched again {repeated}, lost to a vault put back {lost}; requests refused {counts.Refusals}",
            Text($"crash: kills {kills} ({killsWhileStarting} while starting); put back: grain states {rollBacks.State}, a vault {rollBacks.Vault}, both {rollBacks.Both}; first key after a kill: median {At(0.5):0.0} s, 95 % {At(0.95):0.0} s, most {At(1):0.0} s"),
            $"crash: {violations.Count} violations",
        };
        return string.Join(Environment.NewLine, violations.Take(ShownViolations).Select(violation => $"VIOLATION {violation}").Concat(lines));
    }

    private static string Life(RoundPlan plan, TimeSpan? recovery) => plan.AnswersBeforeKill == 0
        ? Text($"{plan.StartLived.TotalSeconds:0.0} s of starting")
        : Text($"first key after {(recovery is { } took ? Text($"{took.TotalSeconds:0.0} s") : "-")}, {plan.AnswersBeforeKill} answers");

    private static string PutBack(RoundPlan plan, int? copyOf) =>
        copyOf is null ? "" : $"; put back from round {copyOf}: {string.Join(", ", plan.RollBack.Paths)}";

    private double At(double share) => recoveries.Count == 0 ? 0 : recoveries[(int)(share * (recoveries.Count - 1))].TotalSeconds;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
