using QkdMec.Bench.Loads;
using QkdMec.Bench.Sides;

namespace QkdMec.Bench.Running;

/// <summary>Alternates rounds between two servers, so that what else the machine does strikes both alike.</summary>
internal sealed class PairedRounds(IComparison comparison, BenchOptions options)
{
    /// <summary>A guess of the first round's need, in units a second; afterwards the last round tells.</summary>
    private const double FirstGuess = 30_000;

    private const double Margin = 1.5;
    private const int LeastExpected = 1000;

    private const int MostBursts = 400;

    private double expectedRate = FirstGuess;

    /// <summary>Starts both servers, runs all rounds, ends both servers.</summary>
    public async Task<IReadOnlyList<(RoundFigures Ours, RoundFigures Other)>> RunAsync()
    {
        var (ours, other) = await comparison.StartAsync(options.Connections);
        await using (ours)
        await using (other)
        {
            var pairs = new List<(RoundFigures, RoundFigures)>();
            for (var pair = 0; pair < options.WarmUpPairs + options.Pairs; pair++)
            {
                pairs.Add((await RoundAsync(ours), await RoundAsync(other)));
            }

            return pairs[options.WarmUpPairs..];
        }
    }

    /// <summary>One round: one load, or as many bursts as come to its length together.</summary>
    private async Task<RoundFigures> RoundAsync(IBenchSide side)
    {
        var figures = RoundFigures.None;
        for (var burst = 0; burst < MostBursts && figures.Elapsed < options.RoundLength; burst++)
        {
            await side.PrepareAsync(LeastExpected + (long)(expectedRate * Margin * options.RoundLength.TotalSeconds));
            var before = await side.CpuTimeAsync();
            var round = await LoadRound.RunAsync(side.Clients, options.RoundLength);
            figures = figures.With(round, await side.CpuTimeAsync() - before);
            if (!side.IsInBursts)
            {
                break;
            }
        }

        expectedRate = figures.Rate;
        return figures;
    }
}
