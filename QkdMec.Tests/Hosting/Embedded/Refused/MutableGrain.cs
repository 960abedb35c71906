namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class MutableGrain : Grain, IMutableGrain
{
    public Task TakeAsync(MutableMessage message) => Task.CompletedTask;
}
