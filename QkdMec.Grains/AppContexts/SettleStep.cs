namespace QkdMec.Grains.AppContexts;

/// <summary>What a context does about a host's ticket before it answers.</summary>
internal enum SettleStep
{
    /// <summary>Nothing: the reservation is in use.</summary>
    Confirm,

    /// <summary>The ticket is of no use; key rate may be held for it.</summary>
    Drop,

    /// <summary>The ticket is of no use, but a security context may have been bound on that host: close it first.</summary>
    CloseThere,

    /// <summary>There is no context, or none for long: close what may have been bound there and give back key rate, then drop.</summary>
    GiveUp,

    /// <summary>The creation was interrupted: undo it.</summary>
    Withdraw,

    /// <summary>A deletion stopped before it was saved: make sure that it cannot be saved any more, then drop.</summary>
    Fence,

    /// <summary>The deletion was interrupted: go on with it.</summary>
    FinishDeletion,

    /// <summary>The context left that host, and what it had there may be there still: go on with taking it down.</summary>
    FinishDeparture,
}
