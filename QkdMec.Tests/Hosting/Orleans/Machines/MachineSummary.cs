using System.Globalization;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What a run came to.</summary>
internal sealed class MachineSummary
{
    private const int ShownViolations = 20;
    private readonly List<(FaultKind Fault, IReadOnlyDictionary<LoadKind, TimeSpan> Took)> recoveries = [];

    /// <summary>Takes up a fault; answers its line.</summary>
    public string Add(int number, Fault fault, IReadOnlyDictionary<LoadKind, TimeSpan> took, TimeSpan ready, IReadOnlyCollection<string> gaveUp)
    {
        recoveries.Add((fault.Kind, took));
        var ended = gaveUp.Count > 0 ? $"; ended by themselves and begun again: {string.Join(", ", gaveUp)}" : "";
        var served = Enum.GetValues<LoadKind>().Select(kind => $"{Name(kind)} {(took.TryGetValue(kind, out var time) ? Seconds(time) : "-")}");
        return $"fault {number}: {fault}; served again: {string.Join(", ", served)}; all ready after {Seconds(ready)}{ended}";
    }

    /// <summary>The last lines.</summary>
    public string Text(MachineOptions options, LoadCounts counts, CrashLedger keys, ContextLedger contexts, IReadOnlyList<string> violations)
    {
        var lines = violations.Take(ShownViolations).Select(violation => $"VIOLATION {violation}").ToList();
        foreach (var fault in recoveries.Select(one => one.Fault).Distinct().Order())
        {
            lines.Add(Times($"after {Name(fault)}", [.. recoveries.Where(one => one.Fault == fault).Select(one => one.Took)]));
        }

        lines.Add(Times("after all faults", [.. recoveries.Select(one => one.Took)]));
        lines.Add($"machines: {recoveries.Count} faults of seed {options.Seed}; served: {counts}; keys issued {keys.Counts.Issued}, fetched {keys.Counts.Fetched}; contexts created {contexts.Created}, deleted {contexts.Deleted.Count}");
        lines.Add($"machines: {violations.Count} violations");
        return string.Join(Environment.NewLine, lines);
    }

    private static string Times(string title, IReadOnlyList<IReadOnlyDictionary<LoadKind, TimeSpan>> all)
    {
        var kinds = Enum.GetValues<LoadKind>().Select(kind => $"{Name(kind)} {Quantiles([.. all.Where(took => took.ContainsKey(kind)).Select(took => took[kind]).Order()])}");
        return $"machines: {title} ({all.Count}): {string.Join(", ", kinds)} (median/95 %/most)";
    }

    private static string Quantiles(IReadOnlyList<TimeSpan> sorted) =>
        sorted.Count == 0 ? "-" : string.Join('/', new[] { 0.5, 0.95, 1 }.Select(share => Seconds(sorted[(int)Math.Ceiling(share * (sorted.Count - 1))])));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
