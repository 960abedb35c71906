using System.ComponentModel;
using System.Diagnostics;

namespace QkdMec.Tests.Processes.Containers;

/// <summary>One run of Docker's command line.</summary>
internal sealed record DockerRun(int ExitCode, string Output, string Error)
{
    private const int NoSuchProgram = 127;

    /// <summary>Runs a command to its end, whatever that is.</summary>
    public static async Task<DockerRun> TryAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        if (process is null)
        {
            return new DockerRun(NoSuchProgram, "", "this machine has no docker");
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new DockerRun(process.ExitCode, (await output).Trim(), (await error).Trim());
    }

    /// <summary>What a command prints that must work.</summary>
    public static async Task<string> OfAsync(params string[] arguments)
    {
        var run = await TryAsync(arguments);
        Assert.True(run.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {run.Error}");
        return run.Output;
    }

    /// <summary>The first line that a command prints which would go on.</summary>
    public static async Task<string?> FirstLineAsync(TimeSpan within, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(within);
        using var process = Start(arguments)!;
        try
        {
            return await process.StandardOutput.ReadLineAsync(limit.Token);
        }
        finally
        {
            process.Kill();
        }
    }

    private static Process? Start(string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
