namespace QkdMec.Silo.Configuration;

/// <summary>Where grain state is kept.</summary>
internal enum StorageKind
{
    /// <summary>In <c>state.db</c> of the data directory; the embedded host only.</summary>
    Sqlite,

    /// <summary>In memory, for tries: contexts and catalogue are gone with the process, and pools begin a new epoch.</summary>
    Memory,

    /// <summary>In PostgreSQL; the Orleans host only.</summary>
    Postgres,
}
