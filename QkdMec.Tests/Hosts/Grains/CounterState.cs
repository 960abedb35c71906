namespace QkdMec.Tests.Hosts.Grains;

[GenerateSerializer, Alias("tests.CounterState")]
public sealed class CounterState
{
    [Id(0)]
    public int Value { get; set; }
}
