namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What befalls a cluster.</summary>
internal enum FaultKind
{
    /// <summary>A machine's process is killed, and begun again at once.</summary>
    Kill,

    /// <summary>A machine's cable is pulled for a while.</summary>
    Cut,

    /// <summary>Nothing passes between two machines for a while.</summary>
    Part,

    /// <summary>The database is killed, and begun again after a while.</summary>
    Database,

    /// <summary>The disk of a site's vault is full for a while.</summary>
    Disk,
}
