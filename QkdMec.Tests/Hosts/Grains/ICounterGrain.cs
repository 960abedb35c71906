namespace QkdMec.Tests.Hosts.Grains;

/// <summary>Keeps a number. The key is <c>site/name</c>; runs only on that site's silos.</summary>
[Alias("tests.ICounterGrain")]
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int amount);

    Task<int> AddAndSaveAsync(int amount);

    Task ForgetAsync();

    Task<CounterReport> ReportAsync();

    Task DeactivateAsync();
}

[GenerateSerializer, Immutable, Alias("tests.CounterReport")]
public sealed record CounterReport(
    [property: Id(0)] string Key, [property: Id(1)] int Value, [property: Id(2)] Guid Activation, [property: Id(3)] bool RecordExists);
