namespace Orleans.Runtime
{
    /// <summary>The activation of a grain. As in Orleans.</summary>
    public interface IGrainContext;

    /// <summary>State of a grain, kept by a storage provider and fenced by version. As in Orleans.</summary>
    public interface IPersistentState<TState>
    {
        /// <summary>The state in memory.</summary>
        TState State { get; set; }

        /// <summary>The version of the stored state; null before the first write.</summary>
        string? Etag { get; }

        /// <summary>Whether the storage holds a record.</summary>
        bool RecordExists { get; }

        /// <summary>Reads the state again.</summary>
        Task ReadStateAsync(CancellationToken cancellationToken = default);

        /// <summary>Writes the state if nobody else wrote since it was read.</summary>
        /// <exception cref="Orleans.Storage.InconsistentStateException">Somebody else wrote.</exception>
        Task WriteStateAsync(CancellationToken cancellationToken = default);

        /// <summary>Removes the record.</summary>
        Task ClearStateAsync(CancellationToken cancellationToken = default);
    }

    /// <summary>Marks the constructor parameter that receives a state. As in Orleans.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
    {
        /// <summary>The name of the state within its grain.</summary>
        public string StateName { get; } = stateName;

        /// <summary>The name of the storage provider; null is the default one.</summary>
        public string? StorageName { get; } = storageName;
    }

    /// <summary>An error of the grain host. As in Orleans.</summary>
    public class OrleansException(string message, Exception? innerException = null) : Exception(message, innerException);
}

namespace Orleans.Storage
{
    /// <summary>The stored state is not the one this activation read. As in Orleans.</summary>
    public class InconsistentStateException(string message) : Runtime.OrleansException(message);
}
