namespace QkdMec.Client.Commands;

/// <summary>A command cannot go on, for a reason its user can mend.</summary>
/// <param name="exitCode">What the process returns.</param>
/// <param name="message">The reason, with its remedy.</param>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the process returns.</summary>
    public int ExitCode => exitCode;
}
