namespace QkdMec.Embedded.Storage;

/// <summary>A state as it is stored, with its version.</summary>
public sealed record StoredState(ReadOnlyMemory<byte> Utf8Json, string Etag);
