namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A member holds a list.</summary>
[GenerateSerializer, Immutable, Alias("tests.list")]
public sealed record ListMessage([property: Id(0)] List<string> Items);
