namespace QkdMec.Tests.Hosting.Embedded.Refused;

/// <summary>A cancellation token that is not last.</summary>
[Alias("tests.ITokenFirstGrain")]
public interface ITokenFirstGrain : IGrainWithStringKey
{
    Task TakeAsync(CancellationToken cancellationToken, int number);
}
