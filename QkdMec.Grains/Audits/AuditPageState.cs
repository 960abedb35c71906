using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>What is stored of a page.</summary>
[GenerateSerializer, Alias(TypeAliases.AuditPageState)]
internal sealed class AuditPageState
{
    /// <summary>Its entries, at most <see cref="AuditPages.Size"/>.</summary>
    [Id(0)]
    public List<AuditEntry> Entries { get; set; } = [];
}
