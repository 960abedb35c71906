using System.CommandLine;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec ready</c>: whether a process does its part, for containers and scripts. Nobody needs a token for it.</summary>
internal static class ReadyCommand
{
    private const string Path = "/readyz";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("ready", "Tells whether a process can serve; fails with the reason when it cannot.");
        var at = CommonOptions.Address("--at", "Where its health is asked for: its gateway, or the health address of a machine of a deployment.", "http://127.0.0.1:8080");
        command.Options.Add(at);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var calls = new HttpCalls();
            await calls.SendAsync(parsed.GetRequiredValue(at), HttpMethod.Get, Path, null, cancellationToken);
            Console.WriteLine("ready");
            return ExitCodes.Success;
        });
        return command;
    }
}
