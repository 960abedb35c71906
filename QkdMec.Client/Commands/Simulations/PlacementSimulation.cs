using System.CommandLine;
using QkdMec.Client.Placements;

namespace QkdMec.Client.Commands.Simulations;

/// <summary><c>qkdmec simulate placement</c>: how much each placement policy admits.</summary>
internal static class PlacementSimulation
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var options = new PlacementOptions();
        var command = new Command("placement", "Compares placement policies on random networks; prints CSV with 95 % confidence intervals.");
        foreach (var option in options.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) => await RunAsync(options, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(PlacementOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var campaign = new PlacementReader(options, parsed).Read();
        var (table, picture) = (parsed.GetValue(options.Csv), parsed.GetValue(options.Svg));
        Require(table is null || table != picture, "--csv and --svg name the same file: give two");
        foreach (var path in new[] { table, picture }.OfType<string>())
        {
            Reserve(path);
        }

        try
        {
            var series = campaign.Execute(parsed.GetValue(options.Parallel), cancellationToken);
            await WriteAsync(table, SeriesTable.Write(campaign, series), cancellationToken);
            if (picture is not null)
            {
                await WriteAsync(picture, new SeriesPicture(campaign, series).Write(), cancellationToken);
            }

            return ExitCodes.Success;
        }
        catch (PlacementModelException fault)
        {
            throw new CommandException(ExitCodes.Usage, fault.Message);
        }
    }

    // Told before minutes of work, not after.
    private static void Reserve(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be written: {fault.Message}");
        }
    }

    private static async Task WriteAsync(string? path, string text, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            Console.Out.Write(text);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be written: {fault.Message}");
        }
    }

    private static void Require(bool holds, string fault)
    {
        if (!holds)
        {
            throw new CommandException(ExitCodes.Usage, fault);
        }
    }
}
