namespace QkdMec.Client.Commands;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>It worked.</summary>
    public const int Success = 0;

    /// <summary>The system answered, with a refusal.</summary>
    public const int Refused = 1;

    /// <summary>The command line, or a file it names, cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>Nobody answers at the address.</summary>
    public const int Unreachable = 3;
}
