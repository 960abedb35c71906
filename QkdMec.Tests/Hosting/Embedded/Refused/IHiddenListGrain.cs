namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A list within a message.</summary>
[Alias("tests.IHiddenListGrain")]
public interface IHiddenListGrain : IGrainWithStringKey
{
    Task<ListMessage?> GiveAsync();
}
