using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State of a grain, kept by a storage provider, read before activation and fenced by version.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
