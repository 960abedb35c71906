using System.Diagnostics;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Loads;

/// <summary>One round: all clients work at once until the time is over or one has nothing prepared any more.</summary>
internal static class LoadRound
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    /// <summary>Runs it. The time is counted until the last client's answer.</summary>
    /// <exception cref="BenchException">A client failed, or an answer did not come.</exception>
    public static async Task<(long Done, TimeSpan Elapsed)> RunAsync(IReadOnlyList<IBenchClient> clients, TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(length.TotalSeconds * Stopwatch.Frequency);
        var work = Task.WhenAll(clients.Select(client => Task.Run(() => WorkAsync(client, end))));
        try
        {
            var done = await work.WaitAsync(length + Grace);
            return (done.Sum(), Stopwatch.GetElapsedTime(start));
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

    private static async Task<long> WorkAsync(IBenchClient client, long end)
    {
        var done = 0L;
        while (Stopwatch.GetTimestamp() < end && await client.StepAsync())
        {
            done++;
        }

        return done;
    }
}
