namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A result that is no task.</summary>
[Alias("tests.INumberGrain")]
public interface INumberGrain : IGrainWithStringKey
{
    int Count();
}
