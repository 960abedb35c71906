namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class ListGrain : Grain, IListGrain
{
    public Task TakeAsync(List<int> items) => Task.CompletedTask;
}
