namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>Shares its alias.</summary>
[GenerateSerializer, Immutable, Alias("tests.same")]
public sealed record FirstMessage([property: Id(0)] string Text);
