using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored state is not the one this activation read.</summary>
public class InconsistentStateException(string message) : OrleansException(message);
