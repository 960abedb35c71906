namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A list as argument.</summary>
[Alias("tests.IListGrain")]
public interface IListGrain : IGrainWithStringKey
{
    Task TakeAsync(List<int> items);
}
