using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>What is stored of the log beside its pages.</summary>
[GenerateSerializer, Alias(TypeAliases.AuditLogState)]
internal sealed class AuditLogState
{
    /// <summary>The number of the oldest page that is kept, from 0.</summary>
    [Id(0)]
    public long FirstPage { get; set; }

    /// <summary>The number of the page that is written.</summary>
    [Id(1)]
    public long LastPage { get; set; }
}
