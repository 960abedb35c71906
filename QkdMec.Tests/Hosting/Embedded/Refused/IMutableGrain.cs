namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A message that can be changed.</summary>
[Alias("tests.IMutableGrain")]
public interface IMutableGrain : IGrainWithStringKey
{
    Task TakeAsync(MutableMessage message);
}
