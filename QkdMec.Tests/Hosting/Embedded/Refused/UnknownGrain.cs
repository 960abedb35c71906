namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class UnknownGrain : Grain, IUnknownGrain
{
    public Task TakeAsync(Uri address) => Task.CompletedTask;
}
