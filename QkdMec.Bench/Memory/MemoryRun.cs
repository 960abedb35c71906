using System.Diagnostics;
using System.Globalization;
using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Memory;

/// <summary>Loads the product with <c>enc_keys</c> and <c>dec_keys</c> for minutes and looks whether it grows.</summary>
internal sealed class MemoryRun(MemoryOptions options, TextWriter output, TextWriter errors)
{
    private const int MostSamples = 60;
    private static readonly TimeSpan MostRound = TimeSpan.FromSeconds(2);

    /// <summary>Runs it. 0: flat; 1: it grows, or a request failed.</summary>
    public async Task<int> RunAsync()
    {
        await using var ours = await OursServer.StartAsync(SystemShape.Standard);
        var dec = new DecKeysPath(KeyMethod.Get);
        await ours.FillAsync();

        // Every key that is drawn is fetched, as in use: keys that nobody fetches would be kept for hours, as they must.
        var clients = (await dec.ConnectDrawingAsync(ours, options.Connections / 2)).Concat(await dec.ConnectOursAsync(ours, options.Connections / 2)).ToList();
        try
        {
            var samples = await LoadAsync(ours, dec, clients);
            var figures = new FlatRule(samples).Judge();
            foreach (var line in FlatRule.Tell(figures))
            {
                await output.WriteLineAsync(line);
            }

            return figures.All(figure => figure.IsFlat) ? 0 : 1;
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task<List<ProcessSample>> LoadAsync(OursServer ours, DecKeysPath dec, List<IBenchClient> clients)
    {
        var (samples, begun, done, rate) = (new List<ProcessSample>(), Stopwatch.GetTimestamp(), 0L, 1000.0);
        var round = TimeSpan.FromTicks(Math.Min(MostRound.Ticks, options.Length.Ticks / MostSamples / 2));
        while (Stopwatch.GetElapsedTime(begun) is var elapsed && (elapsed < options.Length || samples.Count < FlatRule.LeastSamples))
        {
            await dec.PrepareAsync(ours, (long)(2 * rate * round.TotalSeconds));
            var load = await LoadRound.RunAsync(clients, round);
            (done, rate) = (done + load.Latencies.Count, load.Latencies.Count / load.Elapsed.TotalSeconds);
            if (elapsed >= options.Length * samples.Count / MostSamples)
            {
                var sample = await ours.Process.SampleAsync();
                samples.Add(sample);
                await errors.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{elapsed.TotalSeconds:0} s: {done} requests, working set {sample.WorkingSetBytes >> 20} MiB, heap {sample.HeapBytes >> 20} MiB, {sample.Threads} threads, {sample.Handles} handles"));
            }
        }

        return samples;
    }
}
