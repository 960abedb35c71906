namespace QkdMec.Gateway.Callbacks;

/// <summary>An address that somebody outside named leads where this system does not connect to; the message says why.</summary>
public sealed class RefusedTargetException(string message) : IOException(message);
