namespace Orleans.Runtime;

/// <summary>The host refuses to start: contracts, messages or options are wrong.</summary>
public sealed class OrleansConfigurationException(string message) : Exception(message);
