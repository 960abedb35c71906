using System.Collections.Immutable;

namespace QkdMec.Protocols.Access;

/// <summary>What a client of the gateway may do.</summary>
public static class AccessRoles
{
    /// <summary>Mx2 and the functions, for app contexts of its own.</summary>
    public const string Device = "device";

    /// <summary>Reading the operator API.</summary>
    public const string OperatorRead = "operator.read";

    /// <summary>Reading and changing by the operator API.</summary>
    public const string OperatorChange = "operator.change";

    /// <summary>Reading the metrics.</summary>
    public const string Metrics = "metrics";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Device, OperatorRead, OperatorChange, Metrics];
}
