namespace QkdMec.Functions.Runtime;

/// <summary>The limits of a function runtime.</summary>
public sealed class FunctionRuntimeOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Functions";

    /// <summary>
    /// Largest arguments in bytes, 1 KiB to 64 MiB; 1 MiB by default, OpenWhisk's limit. A host holds each running activation's arguments twice.
    /// </summary>
    public int MaximumArgumentBytes { get; set; } = 1 << 20;

    /// <summary>Largest result in bytes, 1 KiB to 64 MiB; 1 MiB by default, OpenWhisk's limit.</summary>
    public int MaximumResultBytes { get; set; } = 1 << 20;

    /// <summary>Longest run, 100 ms to 5 min as in OpenWhisk; 60 s by default. A function that runs on is cancelled and no longer waited for.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Activation records kept in memory, 1 to 1 000 000; 10 000 by default, about 3 MB. The oldest give way.</summary>
    public int JournalCapacity { get; set; } = 10_000;
}
