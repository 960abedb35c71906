using System.CommandLine;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec ecg</c>: a batch of a real record as arguments of <c>ecg-monitor</c>.</summary>
internal static class EcgCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var record = new Option<string>("--record") { Description = "The record's .dat file (WFDB format 212, 360 Hz).", HelpName = "PATH", Required = true };
        var at = new Option<double>("--at") { Description = "Where the batch begins, in seconds.", HelpName = "SECONDS" };
        var seconds = new Option<int>("--seconds") { Description = "How long it is, 5 to 60.", HelpName = "SECONDS", DefaultValueFactory = _ => 10 };
        var command = new Command("ecg", "Prints a batch of a Holter record as JSON for ecg-monitor.") { record, at, seconds };
        command.SetAction(parsed =>
        {
            var (start, length) = (parsed.GetValue(at), parsed.GetValue(seconds));
            if (start < 0 || length is < 5 or > 60)
            {
                throw new CommandException(ExitCodes.Usage, "--at must be 0 or more, --seconds from 5 to 60");
            }

            Console.WriteLine(EcgBatch.Read(parsed.GetRequiredValue(record), start, length));
            return ExitCodes.Success;
        });
        return command;
    }
}
