namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class HiddenListGrain : Grain, IHiddenListGrain
{
    public Task<ListMessage?> GiveAsync() => Task.FromResult<ListMessage?>(null);
}
