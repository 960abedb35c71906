namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class BytesGrain : Grain, IBytesGrain
{
    public Task<byte[]> GiveAsync() => Task.FromResult<byte[]>([]);
}
