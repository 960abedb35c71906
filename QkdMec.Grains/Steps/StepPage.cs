using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Steps;

/// <summary>Steps of one journal in the order in which they came in.</summary>
/// <param name="Journal">Which journal: when it began, in microseconds of the Unix epoch. A journal lives in memory; after a loss there is another one.</param>
/// <param name="Steps">The steps, the lowest number first.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.StepPage)]
public sealed record StepPage([property: Id(0)] long Journal, [property: Id(1)] ImmutableArray<NumberedStep> Steps);
