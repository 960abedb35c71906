using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Steps;

/// <summary>A step with its place in the journal of its context.</summary>
/// <param name="Number">Counts from 1 as steps come in, which need not be the order of their times.</param>
/// <param name="Step">The step.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NumberedStep)]
public sealed record NumberedStep([property: Id(0)] long Number, [property: Id(1)] StepEntry Step);
