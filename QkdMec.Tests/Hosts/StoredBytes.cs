namespace QkdMec.Tests.Hosts;

/// <summary>A state as it is stored, with its version.</summary>
internal sealed record StoredBytes(byte[] Body, string Version);
