namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>The message has no alias.</summary>
[GenerateSerializer, Immutable]
public sealed record NamelessMessage([property: Id(0)] string Text);
