namespace QkdMec.Tests.Hosting.Embedded.Refused;

internal sealed class TokenFirstGrain : Grain, ITokenFirstGrain
{
    public Task TakeAsync(CancellationToken cancellationToken, int number) => Task.CompletedTask;
}
