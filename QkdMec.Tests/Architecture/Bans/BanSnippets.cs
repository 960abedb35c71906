using System.Text;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Bans;

/// <summary>Statements, each in a method of its own with everything in scope that the statements use.</summary>
internal static class BanSnippets
{
    /// <summary>For every banned symbol a statement that uses it.</summary>
    public const string File = "QkdMec.Tests/Architecture/Bans/ban-snippets.txt";

    private const string Head = """
        internal static class Snippets
        {
        """;

    private const string Parameters =
        "Task task, Task<int> result, ValueTask value, ValueTask<int> valueResult, Task[] tasks, Task<int>[] results, Action act, Func<int> func, object thing, "
        + "TimeSpan span, DateTimeOffset now, TimeProvider time, CancellationToken stop, CancellationTokenSource source, SemaphoreSlim gate, int[] numbers, "
        + "System.Threading.Channels.ChannelReader<int> channel, IAsyncDisposable disposable, IAsyncEnumerable<int> stream, TaskScheduler scheduler";

    private static readonly int HeadLines = Head.Split('\n').Length;

    /// <summary>The checked-in statements.</summary>
    public static IReadOnlyList<(string Symbol, string Statement)> Banned { get; } =
        [.. Repository.Read(File).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1]))];

    /// <summary>A program in which the statement number n stands alone on line n after the head.</summary>
    public static string Program(IEnumerable<string> statements)
    {
        var text = new StringBuilder(Head).Append('\n');
        var number = 0;
        foreach (var statement in statements)
        {
            text.Append($"static void M{number++}({Parameters}) {{ {statement} }}\n");
        }

        return text.Append('}').ToString();
    }

    /// <summary>The number of the statement on a line of the program, counted from zero.</summary>
    public static int StatementOn(int line) => line - HeadLines;
}
