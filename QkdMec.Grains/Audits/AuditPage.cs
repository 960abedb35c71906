using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Audits;

/// <summary>A part of the log.</summary>
/// <param name="Entries">The entries, in the order of their numbers.</param>
/// <param name="Newest">The number of the newest entry of all; 0 when there is none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AuditPage)]
public sealed record AuditPage([property: Id(0)] ImmutableArray<NumberedAuditEntry> Entries, [property: Id(1)] long Newest);

/// <summary>An entry at its place in the log.</summary>
/// <param name="Number">From 1, without gaps where entries are kept.</param>
/// <param name="Entry">The entry.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NumberedAuditEntry)]
public sealed record NumberedAuditEntry([property: Id(0)] long Number, [property: Id(1)] AuditEntry Entry);
