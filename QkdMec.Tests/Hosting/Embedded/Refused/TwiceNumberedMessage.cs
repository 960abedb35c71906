namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>Two members have one number.</summary>
[GenerateSerializer, Immutable, Alias("tests.twice")]
public sealed record TwiceNumberedMessage([property: Id(0)] string One, [property: Id(0)] string Other);
