using QkdMec.Bench.Memory;

namespace QkdMec.Bench.Servers;

/// <summary>A server's end of the pipe to the program that started it: a line asked, a line answered. It ends when the pipe does, however that came.</summary>
internal static class ServerConsole
{
    /// <summary>The first line, with what the starter needs to know behind it.</summary>
    public const string Ready = "ready";

    /// <summary>Asks for the CPU time used so far, in microseconds.</summary>
    public const string CpuTime = "cpu";

    /// <summary>Asks for a <see cref="ProcessSample"/>.</summary>
    public const string Memory = "memory";

    /// <summary>Answers until the pipe ends.</summary>
    public static async Task ServeAsync(string ready, Func<string, Task<string>> answer)
    {
        await Console.Out.WriteLineAsync($"{Ready} {ready}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            await Console.Out.WriteLineAsync(line switch
            {
                CpuTime => $"{(long)Environment.CpuUsage.TotalTime.TotalMicroseconds}",
                Memory => ProcessSample.Take().ToText(),
                _ => await answer(line),
            });
        }
    }
}
