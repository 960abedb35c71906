using System.Diagnostics;
using System.Globalization;
using QkdMec.Bench.Loads;
using QkdMec.Bench.Paths;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;
using QkdMec.Protocols.Operator;

namespace QkdMec.Bench.Relocations;

/// <summary>Creates contexts on two hosts, lets one fall silent, and looks whether every context is on the other one under its id.</summary>
internal sealed class RelocationRun(RelocationOptions options, TextWriter output, TextWriter errors)
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    // As long as the settling of tickets and the end of idle activations take.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan MostPerContext = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostToFail = TimeSpan.FromMinutes(2);

    /// <summary>Runs it. 0: every context moved and answers; 1: one was lost, or did not move.</summary>
    public async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("qkdmec-bench-").FullName;
        try
        {
            var ports = ServerPorts.Take();
            await using var process = await ServerProcess.StartAsync(ServerCommand.Relocation, data, $"{ports.Gateway}", $"{ports.Client}", $"{ports.FirstKme}", $"{options.Contexts}");
            return await RunAsync(process, new ServerAddress(ports.Gateway));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<int> RunAsync(ServerProcess process, ServerAddress gateway)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{gateway.Host}") };
        var before = await process.SampleAsync();
        var (ids, created) = await TimeAsync(() => CreateAsync(gateway));
        await TellAsync($"created {ids.Count} contexts in {created.TotalSeconds:0.0} s, {ids.Count / created.TotalSeconds:0} a second");
        await Task.Delay(Calm);
        var idle = await process.SampleAsync();
        var onLost = await CountAsync(http, RelocationServing.Lost);
        await TellAsync($"idle: {Per(idle.WorkingSetBytes - before.WorkingSetBytes)} bytes of working set and {Per(idle.HeapBytes - before.HeapBytes)} bytes of heap a context; {onLost} are on {RelocationServing.Lost}");

        await process.AskAsync(RelocationServing.Lose);
        var (silence, moved) = await WaitAsync(http, onLost);
        await TellAsync($"{RelocationServing.Lost} fell silent: after {silence.TotalSeconds:0.0} s the first context was elsewhere, {moved.TotalSeconds:0.0} s later the last of {onLost}, {onLost / moved.TotalSeconds:0} a second");

        var (found, read) = await TimeAsync(() => FindAsync(gateway, ids));
        await TellAsync($"read {ids.Count} contexts in {read.TotalSeconds:0.0} s: {found} answer under their ids from {RelocationServing.Kept}, {ids.Count - found} do not");
        return found == ids.Count && onLost > 0 ? 0 : 1;
    }

    private async Task<List<string>> CreateAsync(ServerAddress gateway)
    {
        var request = ContextRequests.Create(gateway);
        var made = await OverConnectionsAsync(gateway, options.Contexts, async (connection, _) =>
        {
            var answer = await connection.SendAsync(request);
            return answer.Status == 201 ? ContextRequests.IdIn(answer.Body.Span) : throw UnexpectedAnswerException.Of("context", answer);
        });
        return made;
    }

    private async Task<int> FindAsync(ServerAddress gateway, List<string> ids)
    {
        var found = await OverConnectionsAsync(gateway, ids.Count, async (connection, number) =>
        {
            var answer = await connection.SendAsync(RequestBytes.Of("GET", gateway, $"{OperatorPaths.Contexts}/{ids[number]}"));
            return answer.Status == 200 && answer.Body.Span.IndexOf(System.Text.Encoding.ASCII.GetBytes($"\"{RelocationServing.Kept}\"")) >= 0 ? 1 : 0;
        });
        return found.Sum();
    }

    /// <summary>The silence before the first context is elsewhere, and from then on the time until the last one is.</summary>
    private async Task<(TimeSpan Silence, TimeSpan Moved)> WaitAsync(HttpClient http, int contexts)
    {
        var (began, first) = (Stopwatch.GetTimestamp(), (TimeSpan?)null);
        while (true)
        {
            var elapsed = Stopwatch.GetElapsedTime(began);
            var left = await CountAsync(http, RelocationServing.Lost);
            first ??= left < contexts ? elapsed : null;
            if (left == 0)
            {
                return (first!.Value, elapsed - first.Value);
            }

            if (elapsed > MostToFail + (contexts * MostPerContext))
            {
                throw new BenchException($"{left} contexts are still on {RelocationServing.Lost} after {elapsed.TotalSeconds:0} s");
            }

            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0} s: {left} left"));
            await Task.Delay(LookPeriod);
        }
    }

    private async Task<List<T>> OverConnectionsAsync<T>(ServerAddress gateway, int times, Func<HttpConnection, int, Task<T>> act)
    {
        var (results, next) = (new T[times], -1);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(async _ =>
        {
            using var connection = await HttpConnection.ConnectAsync(gateway);
            while (Interlocked.Increment(ref next) is var number && number < times)
            {
                results[number] = await act(connection, number);
            }
        }));
        return [.. results];
    }

    private static async Task<int> CountAsync(HttpClient http, string host)
    {
        var hosts = await http.GetFromJsonAsync(OperatorPaths.Hosts, OperatorJson.Default.HostList);
        return hosts!.Hosts.Single(one => one.Host == host).ContextsUsed;
    }

    private static async Task<(T Result, TimeSpan Elapsed)> TimeAsync<T>(Func<Task<T>> act)
    {
        var began = Stopwatch.GetTimestamp();
        return (await act(), Stopwatch.GetElapsedTime(began));
    }

    private long Per(long bytes) => bytes / options.Contexts;

    private Task TellAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
