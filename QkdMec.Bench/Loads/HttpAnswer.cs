namespace QkdMec.Bench.Loads;

/// <summary>An answer; its body is good until the next request of the same connection.</summary>
internal readonly record struct HttpAnswer(int Status, ReadOnlyMemory<byte> Body);
