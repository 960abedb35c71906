using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Running;

/// <summary>Alternates rounds against the product and against the bare endpoint, so that what else the machine does strikes both alike.</summary>
internal sealed class PairedRounds(IBenchPath path, BenchOptions options)
{
    /// <summary>A guess of the first round's need, in units a second; afterwards the last round tells.</summary>
    private const double FirstGuess = 30_000;

    private const double Margin = 1.5;
    private const int LeastExpected = 1000;

    private double expectedRate = FirstGuess;

    /// <summary>Starts both servers, runs all rounds, ends both servers.</summary>
    public async Task<IReadOnlyList<(RoundFigures Ours, RoundFigures Bare)>> RunAsync()
    {
        await using var ours = await OursServer.StartAsync();
        await ours.FillAsync();
        var ourClients = await path.ConnectOursAsync(ours, options.Connections);
        await using var bare = await BareServer.StartAsync(ours, path.BareListener);
        var bareClients = await path.ConnectBareAsync(bare, options.Connections);
        try
        {
            var pairs = new List<(RoundFigures, RoundFigures)>();
            for (var pair = 0; pair < options.WarmUpPairs + options.Pairs; pair++)
            {
                await path.PrepareAsync(ours, LeastExpected + (long)(expectedRate * Margin * options.RoundLength.TotalSeconds));
                var figures = (await RoundAsync(ours.Process, ourClients), await RoundAsync(bare.Process, bareClients));
                expectedRate = figures.Item1.Rate;
                pairs.Add(figures);
            }

            return pairs[options.WarmUpPairs..];
        }
        finally
        {
            foreach (var client in ourClients.Concat(bareClients))
            {
                client.Dispose();
            }
        }
    }

    private async Task<RoundFigures> RoundAsync(ServerProcess server, IReadOnlyList<IBenchClient> clients)
    {
        var before = await server.CpuTimeAsync();
        var (done, elapsed) = await LoadRound.RunAsync(clients, options.RoundLength);
        return new RoundFigures(done, elapsed, await server.CpuTimeAsync() - before);
    }
}
