namespace QkdMec.Protocols.Loopback;

/// <summary>Why the guard turned a request away.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A short name of the reason.</param>
/// <param name="Detail">The reason in words.</param>
public sealed record GuardRefusal(int Status, string Code, string Detail);
