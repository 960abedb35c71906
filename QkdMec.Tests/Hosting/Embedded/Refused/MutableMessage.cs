namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A member can be changed.</summary>
[GenerateSerializer, Immutable, Alias("tests.mutable")]
public sealed record MutableMessage
{
    [Id(0)]
    public string Text { get; set; } = "";
}
