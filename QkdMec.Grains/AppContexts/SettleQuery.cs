using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.AppContexts;

/// <summary>A host asks a context what became of a ticket.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.SettleQuery)]
public sealed record SettleQuery([property: Id(0)] HostId Host, [property: Id(1)] long Ticket, [property: Id(2)] PendingKind Kind)
{
    /// <summary>The number of the context's move that the ticket belongs to; 0 for its creation.</summary>
    [Id(3)]
    public int Move { get; init; }
}

/// <summary>What is to happen with the ticket; final, unless it is to wait.</summary>
[GenerateSerializer, Alias(TypeAliases.SettleVerdict)]
public enum SettleVerdict
{
    /// <summary>It is not decided yet: ask again.</summary>
    Wait,

    /// <summary>The reservation is in use.</summary>
    Confirm,

    /// <summary>The ticket is of no use to the context, now and ever.</summary>
    Drop,
}
