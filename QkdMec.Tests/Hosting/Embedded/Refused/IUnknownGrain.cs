namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A type without serializer.</summary>
[Alias("tests.IUnknownGrain")]
public interface IUnknownGrain : IGrainWithStringKey
{
    Task TakeAsync(Uri address);
}
