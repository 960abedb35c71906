using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>An operation that somebody asked for.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.AuditEntry)]
public sealed record AuditEntry
{
    /// <summary>When it was answered.</summary>
    [Id(0)]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The interface: <c>operator</c> or <c>mx2</c>.</summary>
    [Id(1)]
    public required string Interface { get; init; }

    /// <summary>Who asked; empty where clients are not told apart.</summary>
    [Id(2)]
    public required string Client { get; init; }

    /// <summary>The HTTP method.</summary>
    [Id(3)]
    public required string Method { get; init; }

    /// <summary>The path, in its escapes.</summary>
    [Id(4)]
    public required string Path { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    [Id(5)]
    public required int Status { get; init; }

    /// <summary>The path of what was created; null when nothing was.</summary>
    [Id(6)]
    public string? Created { get; init; }

    /// <summary>The run of a gateway that writes it.</summary>
    [Id(7)]
    public required string Source { get; init; }

    /// <summary>Its number there, from 1: what is sent again is told by it.</summary>
    [Id(8)]
    public required long Sequence { get; init; }
}
