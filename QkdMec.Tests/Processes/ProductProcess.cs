using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using QkdMec.Silo.Configuration;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Processes.Machines;

namespace QkdMec.Tests.Processes;

/// <summary>The real host process, from its built output. Waits on what it prints, never on time.</summary>
internal sealed class ProductProcess : IAsyncDisposable
{
    public const string ReadyLine = "QkdMec is ready";

    private const int Sigterm = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool isDisposed;
    private TaskCompletionSource logged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProductProcess(
        IEnumerable<string> arguments, string? postgres = null, string? vaults = null, IReadOnlyDictionary<string, string>? environment = null, NetworkMachine? machine = null)
    {
        string[] command = [ProductPath, .. arguments];
        var start = machine?.Command(DotnetPath, command) ?? new ProcessStartInfo(DotnetPath, command);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment[CommandLine.PostgresVariable] = postgres;
        start.Environment[CommandLine.VaultPostgresVariable] = vaults;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Receive(line.Data);
        process.ErrorDataReceived += (_, line) => ReceiveError(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Output => output;

    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Completes when it has ended.</summary>
    public Task Ended => process.WaitForExitAsync();

    /// <summary>What it said last, on both its outputs.</summary>
    public string LastWords => string.Join(Environment.NewLine, Output.Concat(Errors).TakeLast(40));

    public int ExitCode => process.ExitCode;

    private static string DotnetPath => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The product is built beside the tests, in a folder of its own.</summary>
    private static string ProductPath
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Silo", configuration.Name, "QkdMec.Silo.dll");
        }
    }

    /// <summary>Starts the product and waits for its ready line.</summary>
    /// <param name="data">Its data directory.</param>
    /// <param name="addresses">Where it listens.</param>
    /// <param name="states">Where it keeps grain states, when they must outlive it.</param>
    /// <param name="vaults">The connection string of the database of its vaults, when they are in PostgreSQL.</param>
    /// <param name="environment">Further environment variables.</param>
    public static async Task<ProductProcess> StartAsync(
        string data, ProductAddresses addresses, ProductStates? states = null, string? vaults = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var product = Begin(["--data", data, .. addresses.Arguments], states, vaults, environment);
        await product.WhenReadyAsync();
        return product;
    }

    /// <summary>Starts the product and waits for nothing.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="states">Where it keeps grain states, when they must outlive it.</param>
    /// <param name="vaults">The connection string of the database of its vaults, when they are in PostgreSQL.</param>
    /// <param name="environment">Further environment variables.</param>
    public static ProductProcess Begin(
        string[] arguments, ProductStates? states = null, string? vaults = null, IReadOnlyDictionary<string, string>? environment = null) =>
        new([.. arguments, .. states?.Arguments ?? []], states?.Postgres, vaults, environment);

    /// <summary>Starts the product on a machine of its own and waits for nothing.</summary>
    /// <param name="machine">Where it runs.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="postgres">The connection string of the cluster's database.</param>
    public static ProductProcess BeginAt(NetworkMachine machine, string[] arguments, string postgres) => new(arguments, postgres, machine: machine);

    /// <summary>Waits for the ready line; a product that does not come to it fails the test and ends.</summary>
    public async Task WhenReadyAsync()
    {
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(StartLimit));
        if (first != ready.Task)
        {
            var said = LastWords;
            await DisposeAsync();
            Assert.Fail($"the product was not ready within {StartLimit}:{Environment.NewLine}{said}");
        }
    }

    /// <summary>Waits until a line of its log holds a text.</summary>
    public async Task WhenSaidAsync(string text)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            var next = logged.Task;
            if (errors.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }

            await next.WaitAsync(limit.Token);
        }
    }

    /// <summary>Waits until the product has ended by itself.</summary>
    public async Task WaitForEndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await process.WaitForExitAsync(limit.Token);
    }

    /// <summary>Runs the product until it ends by itself, for starts that must fail.</summary>
    public static async Task<ProductProcess> RunToEndAsync(params string[] arguments)
    {
        var product = new ProductProcess(arguments);
        await product.WaitForEndAsync(StartLimit);
        return product;
    }

    /// <summary>SIGTERM, and the end within the limit.</summary>
    public async Task TerminateAsync(TimeSpan within)
    {
        Assert.Equal(0, Signal(process.Id, Sigterm));
        await WaitForEndAsync(within);
    }

    /// <summary>SIGKILL: the process has no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }

    private void ReceiveError(string? line)
    {
        Keep(errors, line);
        Interlocked.Exchange(ref logged, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private void Receive(string? line)
    {
        Keep(output, line);
        if (line == ReadyLine)
        {
            ready.TrySetResult();
        }
    }
}
