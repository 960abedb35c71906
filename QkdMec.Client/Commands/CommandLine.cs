using System.CommandLine;
using QkdMec.Client.Commands.Hosts;
using QkdMec.Client.Commands.Networks;
using QkdMec.Client.Commands.Simulations;
using QkdMec.Client.Commands.Tokens;

namespace QkdMec.Client.Commands;

/// <summary>The command line <c>qkdmec</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command; returns one of <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Works with QkdMec from the client's side.")
        {
            InvokeCommand.Create(), ListCommands.Apps(), ListCommands.Contexts(), ListCommands.Status(), EcgCommand.Create(), PerimeterCommand.Create(),
            NetworkCommand.Create(), HostsCommand.Create(), AuditCommand.Create(), TokenCommand.Create(), DatabaseCommand.Create(), ReadyCommand.Create(), SimulateCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"qkdmec: {string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help tells more)");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (CommandException fault)
        {
            await Console.Error.WriteLineAsync($"qkdmec: {fault.Message}");
            return fault.ExitCode;
        }
    }
}
