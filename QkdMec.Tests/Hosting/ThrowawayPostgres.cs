using System.Diagnostics;
using System.Net;
using QkdMec.Tests.Processes;
using QkdMec.Tests.Processes.Machines;

namespace QkdMec.Tests.Hosting;

/// <summary>A PostgreSQL server of a test's own in a temporary directory, where the machine has the binaries.</summary>
internal sealed class ThrowawayPostgres : IAsyncDisposable
{
    private const string Account = "postgres";
    private readonly string binaries;
    private readonly string root;
    private readonly NetworkMachine? machine;
    private readonly int port;

    private ThrowawayPostgres(string binaries, string root, NetworkMachine? machine)
    {
        (this.binaries, this.root, this.machine) = (binaries, root, machine);
        port = machine is null ? FreePorts.Take() : 5432;
        ConnectionString = $"Host={Address};Port={port};Username=app;Database=postgres";
    }

    /// <summary>Whether there are binaries.</summary>
    public static bool IsPossible => FindBinaries() is not null;

    public string ConnectionString { get; }

    private string Uri => $"postgresql://app@127.0.0.1:{port}/postgres";

    /// <summary>Where everything of it is kept: tables, write-ahead log.</summary>
    public string DataDirectory => Path.Combine(root, "data");

    private IPAddress Address => machine?.Address ?? IPAddress.Loopback;

    /// <summary>Starts a server; null where there are no binaries.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="machine">Where it runs and serves the other machines; null: on loopback.</param>
    public static async Task<ThrowawayPostgres?> TryStartAsync(CancellationToken cancellationToken, NetworkMachine? machine = null)
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        var root = Directory.CreateTempSubdirectory("qkdmec-postgres-").FullName;
        var server = new ThrowawayPostgres(binaries, root, machine);
        if (Environment.IsPrivilegedProcess)
        {
            await server.RunAsync("chown", [Account, root], cancellationToken);
        }

        await server.RunAsAccountAsync("initdb", ["-D", $"{root}/data", "-U", "app", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);
        if (machine is not null)
        {
            await File.AppendAllTextAsync(Path.Combine(server.DataDirectory, "pg_hba.conf"), "host all all samenet trust\n", cancellationToken);
        }

        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it after <see cref="StopAsync"/>.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="settings">More settings, each <c>name=value</c>.</param>
    public Task StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        string[] all = [$"listen_addresses={Address}", $"port={port}", $"unix_socket_directories={root}", .. settings];
        var options = string.Join(' ', all.Select(setting => $"-c {setting}"));
        return RunAsAccountAsync("pg_ctl", ["-D", DataDirectory, "-w", "-t", "30", "-l", $"{root}/log", "-o", options, "start"], cancellationToken);
    }

    /// <summary>Ends it without warning, as a crash does.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        RunAsAccountAsync("pg_ctl", ["-D", DataDirectory, "-m", "immediate", "stop"], cancellationToken);

    /// <summary>Makes a backup of the database as docs/backup.md says.</summary>
    public Task DumpAsync(string file, CancellationToken cancellationToken) => RunAsync(
        Path.Combine(binaries, "pg_dump"),
        ["--dbname", Uri, "--format=custom", "--exclude-table-data=cluster_member", "--exclude-table-data=cluster_version", "--file", file],
        cancellationToken);

    /// <summary>Puts the backup in the database's place.</summary>
    public Task RestoreAsync(string file, CancellationToken cancellationToken) =>
        RunAsync(Path.Combine(binaries, "pg_restore"), ["--dbname", Uri, "--clean", "--if-exists", "--single-transaction", file], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(DataDirectory, "postmaster.pid")))
        {
            await StopAsync(CancellationToken.None);
        }

        Directory.Delete(root, recursive: true);
    }

    private static string? FindBinaries()
    {
        var packaged = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return packaged.Concat(onPath).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "initdb")) && File.Exists(Path.Combine(directory, "pg_ctl")));
    }

    private async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // The server inherits what it is given, so its output goes nowhere: a pipe would stay open as long as it runs.
        string[] shell = ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments];
        var start = machine?.Command("sh", shell) ?? new ProcessStartInfo("sh", shell);
        start.WorkingDirectory = "/";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    /// <summary>PostgreSQL refuses to run as root: root hands over to the account that the package made.</summary>
    private Task RunAsAccountAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(binaries, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid", Account, "--regid", Account, "--init-groups", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }
}
