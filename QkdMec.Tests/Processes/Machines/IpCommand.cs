using System.Diagnostics;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>The command <c>ip</c> of the machine.</summary>
internal static class IpCommand
{
    private const string Path = "/usr/sbin/ip";

    /// <summary>Why no machines can be laid out here; null when they can.</summary>
    public static string? WhyNot =>
        !OperatingSystem.IsLinux() ? "network namespaces need Linux"
        : !Environment.IsPrivilegedProcess ? "network namespaces need root"
        : !TryRun(["netns", "list"], out var said) ? $"network namespaces cannot be had: {said}"
        : null;

    /// <summary>Runs it; it must succeed.</summary>
    public static void Run(params string[] arguments)
    {
        if (!TryRun(arguments, out var said))
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {said}");
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="said">What it said on its error output.</param>
    public static bool TryRun(IEnumerable<string> arguments, out string said)
    {
        if (Find() is not { } path)
        {
            said = "there is no command ip";
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        said = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private static string? Find() => new[] { Path, "/sbin/ip", "/usr/bin/ip", "/bin/ip" }.FirstOrDefault(File.Exists);
}
