namespace QkdMec.Gateway.Functions;

/// <summary>How far a watcher of steps has come.</summary>
/// <param name="Journal">The journal; 0 for none.</param>
/// <param name="Number">The number of the last step of it.</param>
internal readonly record struct StepMark(long Journal, long Number);
