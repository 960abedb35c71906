namespace QkdMec.Protocols.Operator;

/// <summary>The states of a MEC host as the operator API spells them.</summary>
public static class HostStateNames
{
    /// <summary>It takes new contexts.</summary>
    public const string Active = "active";

    /// <summary>It is to become empty and stays.</summary>
    public const string Draining = "draining";

    /// <summary>It does not answer.</summary>
    public const string Failed = "failed";

    /// <summary>It is to go; listed until it is empty.</summary>
    public const string Removed = "removed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Active, Draining, Failed, Removed];
}
