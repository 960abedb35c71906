namespace QkdMec.Tests.Hosts.Grains;

[GenerateSerializer, Immutable, Alias("tests.Errand")]
public abstract record Errand([property: Id(0)] string Name);
