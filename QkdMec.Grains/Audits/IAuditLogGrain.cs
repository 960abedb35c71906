using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>The audit log: what operators and devices asked for, durably, in the order in which it was written. Entries are added, and the oldest go. Key: <c>mec</c>.</summary>
[Alias(TypeAliases.AuditLogGrain)]
public interface IAuditLogGrain : IGrainWithStringKey
{
    /// <summary>Adds entries of one gateway, in the order of their sequence. What is in already is not added again.</summary>
    Task AppendAsync(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>The entries after a number, at most <paramref name="count"/>; those that were dropped are skipped.</summary>
    [AlwaysInterleave]
    Task<AuditPage> ReadAsync(long after, int count, CancellationToken cancellationToken);
}
