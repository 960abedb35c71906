namespace QkdMec.Tests.Hosts.Grains;

[GenerateSerializer, Immutable, Alias("tests.ErrandStop")]
public readonly record struct ErrandStop([property: Id(0)] Guid Id, [property: Id(1)] double Distance, [property: Id(2)] string? Note);
