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
