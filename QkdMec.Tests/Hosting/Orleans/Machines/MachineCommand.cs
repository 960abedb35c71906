using System.Diagnostics;
using QkdMec.Tests.Processes.Machines;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>The product's command line, run on a machine.</summary>
internal static class MachineCommand
{
    /// <summary>Makes the cluster's tables, as its operator does.</summary>
    public static async Task MigrateAsync(NetworkMachine machine, string postgres, CancellationToken cancellationToken)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(configuration.Parent!.Parent!.FullName, "QkdMec.Client", configuration.Name, "qkdmec.dll");
        var start = machine.Command(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "database", "migrate"]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.Environment["QKDMEC_POSTGRES"] = postgres;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        await output;
        Assert.True(process.ExitCode == 0, await error);
    }
}
