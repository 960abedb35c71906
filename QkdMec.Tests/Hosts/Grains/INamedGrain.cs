namespace QkdMec.Tests.Hosts.Grains;

/// <summary>The second interface of <see cref="CounterGrain"/>.</summary>
[Alias("tests.INamedGrain")]
public interface INamedGrain : IGrainWithStringKey
{
    ValueTask<string> NameAsync(string greeting);
}
