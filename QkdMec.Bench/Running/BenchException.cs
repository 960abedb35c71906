namespace QkdMec.Bench.Running;

/// <summary>A path cannot be measured, or its figure would be void; the message says it in one line.</summary>
internal class BenchException(string message) : Exception(message);
