namespace QkdMec.Tests.Hosts.Grains;

[GenerateSerializer, Immutable, Alias("tests.CounterReport")]
public sealed record CounterReport(
    [property: Id(0)] string Key, [property: Id(1)] int Value, [property: Id(2)] Guid Activation, [property: Id(3)] bool RecordExists);
