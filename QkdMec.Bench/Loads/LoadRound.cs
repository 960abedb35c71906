using System.Diagnostics;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Loads;

/// <summary>One round: all clients work at once until the time is over or one has nothing prepared any more.</summary>
internal static class LoadRound
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Runs it. The time is counted until the last client's answer.</summary>
    /// <exception cref="BenchException">A client failed, or an answer did not come.</exception>
    public static async Task<LoadFigures> RunAsync(IReadOnlyList<IBenchClient> clients, TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var work = Task.WhenAll(clients.Select(client => Task.Run(() => WorkAsync(client, end))));
        try
        {
            var done = await work.WaitAsync(length + Grace);
            return new LoadFigures(Stopwatch.GetElapsedTime(start), [.. done.SelectMany(latencies => latencies)]);
        }
        catch (TimeoutException)
        {
            throw new BenchException($"an answer did not come within {Grace.TotalSeconds} s");
        }
        catch (IOException fault)
        {
            throw new BenchException($"a connection broke: {fault.Message}");
        }
    }

    /// <summary>At least one step, however late a busy machine lets it begin.</summary>
    private static async Task<List<long>> WorkAsync(IBenchClient client, long end)
    {
        var latencies = new List<long>(1024);
        for (var begun = Stopwatch.GetTimestamp(); await client.StepAsync();)
        {
            var done = Stopwatch.GetTimestamp();
            latencies.Add(done - begun);
            if (done >= end)
            {
                break;
            }

            begun = done;
        }

        return latencies;
    }
}
