namespace QkdMec.Tests.Hosting;

/// <summary>Where a product has its data, and where a test keeps a backup of its grain states.</summary>
/// <param name="Data">The data directory.</param>
/// <param name="Backup">The backup's file.</param>
internal sealed record StatePaths(string Data, string Backup);
