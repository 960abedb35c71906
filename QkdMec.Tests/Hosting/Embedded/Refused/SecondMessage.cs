namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>Shares its alias.</summary>
[GenerateSerializer, Immutable, Alias("tests.same")]
public sealed record SecondMessage([property: Id(0)] string Text);
