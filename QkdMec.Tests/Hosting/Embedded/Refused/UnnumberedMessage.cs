namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A member has no number.</summary>
[GenerateSerializer, Immutable, Alias("tests.unnumbered")]
public sealed record UnnumberedMessage(string Text);
