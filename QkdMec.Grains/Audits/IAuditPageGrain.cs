using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>A page of the audit log. Key: <c>mec/number</c>.</summary>
[Alias(TypeAliases.AuditPageGrain)]
public interface IAuditPageGrain : IGrainWithStringKey
{
    /// <summary>Adds entries as long as there is room. How many it took, from the first on.</summary>
    Task<int> AppendAsync(ImmutableArray<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>Its entries.</summary>
    Task<ImmutableArray<AuditEntry>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Destroys the page.</summary>
    Task DropAsync(CancellationToken cancellationToken);
}
