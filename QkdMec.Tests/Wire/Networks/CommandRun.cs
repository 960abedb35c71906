using System.Diagnostics;

namespace QkdMec.Tests.Wire.Networks;

/// <summary>One run of the built command line <c>qkdmec</c>, as a user or a script runs it.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The words of each line.</summary>
    public IReadOnlyList<string[]> Rows => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>Runs a command to its end.</summary>
    public static Task<CommandRun> OfAsync(params string[] arguments) => OfAsync(null, arguments);

    /// <summary>Runs a command to its end, with a token in its environment or with none.</summary>
    public static Task<CommandRun> OfAsync(string? token, string[] arguments) => OfAsync(arguments, ("QKDMEC_TOKEN", token));

    /// <summary>Runs a command to its end with these variables in its environment.</summary>
    public static async Task<CommandRun> OfAsync(string[] arguments, params (string Name, string? Value)[] environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Client", configuration.Name, "qkdmec.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandRun(process.ExitCode, await output, await error);
    }
}
