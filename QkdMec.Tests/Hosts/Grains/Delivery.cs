using System.Collections.Immutable;

namespace QkdMec.Tests.Hosts.Grains;

[GenerateSerializer, Immutable, Alias("tests.Delivery")]
public sealed record Delivery(
    string Name,
    [property: Id(0)] ImmutableArray<byte> Body,
    [property: Id(1)] ImmutableList<ErrandStop> Stops,
    [property: Id(2)] ImmutableDictionary<string, long> Tolls,
    [property: Id(3)] TimeSpan? Limit) : Errand(Name);
