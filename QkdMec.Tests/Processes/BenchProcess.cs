using System.Diagnostics;
using QkdMec.Client.Databases;

namespace QkdMec.Tests.Processes;

/// <summary>The benchmarks' program, from its built output, run to its end.</summary>
internal static class BenchProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    private static string DotnetPath => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string ProgramPath
    {
        get
        {
            var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Bench", configuration.Name, "QkdMec.Bench.dll");
        }
    }

    /// <summary>Runs it. Its servers end with it, for they read from its pipes.</summary>
    public static Task<(int ExitCode, string[] Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Runs it with, or without, a database for clusters.</summary>
    public static async Task<(int ExitCode, string[] Output, string Errors)> RunAsync(string? postgres, string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(DotnetPath, [ProgramPath, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        process.StartInfo.Environment[ClusterDatabase.Variable] = postgres;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        process.Start();
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
