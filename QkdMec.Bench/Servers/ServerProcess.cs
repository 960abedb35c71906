using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using QkdMec.Bench.Memory;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Servers;

/// <summary>A server in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    private readonly ConcurrentQueue<string> errors = new();
    private readonly Process process;

    private ServerProcess(string[] arguments)
    {
        var start = new ProcessStartInfo(DotnetPath, ["exec", typeof(ServerProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginErrorReadLine();
    }

    /// <summary>What it said with its ready line.</summary>
    public string ReadyText { get; private set; } = "";

    private static string DotnetPath => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Starts a server and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var server = new ServerProcess(arguments);
        try
        {
            var line = await server.ReadAsync(StartLimit);
            server.ReadyText = line.StartsWith(ServerConsole.Ready, StringComparison.Ordinal)
                ? line[ServerConsole.Ready.Length..].Trim()
                : throw new BenchException($"{arguments[0]} said '{line}' where it should say that it is ready");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for something and waits for the answer.</summary>
    public async Task<string> AskAsync(string question)
    {
        await process.StandardInput.WriteLineAsync(question);
        await process.StandardInput.FlushAsync();
        return await ReadAsync(AnswerLimit);
    }

    /// <summary>The CPU time it has used.</summary>
    public async Task<TimeSpan> CpuTimeAsync() =>
        TimeSpan.FromMicroseconds(long.Parse(await AskAsync(ServerConsole.CpuTime), CultureInfo.InvariantCulture));

    /// <summary>What it holds.</summary>
    public async Task<ProcessSample> SampleAsync() => ProcessSample.Parse(await AskAsync(ServerConsole.Memory));

    /// <summary>Ends it: by the end of its input, or by force when that takes too long.</summary>
    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(EndLimit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<string> ReadAsync(TimeSpan limit)
    {
        try
        {
            return await process.StandardOutput.ReadLineAsync().WaitAsync(limit)
                ?? throw new BenchException($"a server ended: {string.Join(" | ", errors)}");
        }
        catch (TimeoutException)
        {
            throw new BenchException($"a server did not answer within {limit.TotalSeconds} s: {string.Join(" | ", errors)}");
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            errors.Enqueue(line);
        }

        while (errors.Count > KeptLines)
        {
            errors.TryDequeue(out _);
        }
    }
}
