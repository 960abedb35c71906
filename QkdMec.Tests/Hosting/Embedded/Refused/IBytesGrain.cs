namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>Bytes as result.</summary>
[Alias("tests.IBytesGrain")]
public interface IBytesGrain : IGrainWithStringKey
{
    Task<byte[]> GiveAsync();
}
