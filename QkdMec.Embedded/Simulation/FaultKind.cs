namespace QkdMec.Embedded.Simulation;

/// <summary>What a simulation does to a system. Every kind is something Orleans, storage or machines do.</summary>
public enum FaultKind
{
    /// <summary>A message is slow, so that later ones overtake it.</summary>
    MessageDelayed,

    /// <summary>A message arrives after its caller's time-out: the call still runs.</summary>
    MessageLate,

    /// <summary>A message never arrives.</summary>
    MessageLost,

    /// <summary>Storage fails and has not written.</summary>
    StorageFailedBefore,

    /// <summary>Storage says it failed, but has written.</summary>
    StorageFailedAfter,

    /// <summary>Storage takes long.</summary>
    StorageSlow,

    /// <summary>Somebody else wrote the same state: the version is another.</summary>
    StorageConflict,

    /// <summary>The silo crashes before a storage operation has effect.</summary>
    CrashBeforeStorage,

    /// <summary>The silo crashes after a storage operation, before the grain knows.</summary>
    CrashAfterStorage,

    /// <summary>The silo crashes before a call leaves it.</summary>
    CrashBeforeCall,

    /// <summary>The silo crashes when an answer reaches it.</summary>
    CrashAfterCall,

    /// <summary>The silo crashes before a timer or delay is due in it.</summary>
    CrashBeforeTimer,

    /// <summary>The silo crashes after the first turn of a timer or delay.</summary>
    CrashAfterTimer,

    /// <summary>A silo crashes at any time and restarts later.</summary>
    Crash,

    /// <summary>A silo is declared dead and replaced, but runs on for a while beside its successor.</summary>
    DeclaredDead,

    /// <summary>Two silos cannot reach each other.</summary>
    Partition,

    /// <summary>The wall clock of a silo jumps.</summary>
    ClockJump,
}
