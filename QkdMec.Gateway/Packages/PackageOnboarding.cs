using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Operator;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Gateway.Packages;

/// <summary>On-boards applications that devices name the package of: the same way as the operator's, from where the operator allows.</summary>
internal sealed partial class PackageOnboarding(
    IGrainFactory grains, GatewayOptions options, PackageSources sources, PackageFetcher fetcher, ILogger<PackageOnboarding> logger)
{
    private IAppCatalogGrain Catalog => grains.GetGrain<IAppCatalogGrain>(MecOptions.System);

    // The rest of what the device waits is for its context.
    private TimeSpan Within => options.AnswerWithin * 0.75;

    /// <summary>Puts an application into the catalogue that is not in it; null, or why it is not.</summary>
    /// <exception cref="TimeoutException">The catalogue did not answer in time.</exception>
    public Task<IResult?> OnboardAsync(HttpContext http, AppReference wanted, string source) => OnboardAsync(
        wanted, source, Caller.Of(http) is { Client: { Length: > 0 } client } ? client : "-", http.RequestAborted).WaitAsync(Within, http.RequestAborted);

    /// <summary>The application in a package, or why there is none.</summary>
    public async Task<(CatalogApp? App, PackageRefusal? Refusal)> ReadAsync(AppReference wanted, string source, CancellationToken cancellationToken)
    {
        if (!sources.TryRead(source, out var address, out var refusal))
        {
            return (null, refusal);
        }

        var (content, fault) = await fetcher.FetchAsync(address, cancellationToken);
        return fault is null ? PackageReader.Read(content, wanted) : (null, fault);
    }

    private async Task<IResult?> OnboardAsync(AppReference wanted, string source, string client, CancellationToken cancellationToken)
    {
        var found = await Catalog.FindAsync(wanted, cancellationToken);
        if (found.Status != FindStatus.Unknown)
        {
            return null;
        }

        var (app, refusal) = await ReadAsync(wanted, source, cancellationToken);
        if (app is null)
        {
            return refusal!.ToResult();
        }

        // Not tied to the request: a device that hangs up has still asked for it.
        var outcome = await Catalog.OnboardAsync(app, CancellationToken.None);
        if (OnboardAnswers.Refused(outcome, app.Function) is { } problem)
        {
            return problem;
        }

        LogOnboarded(client, outcome.App!.AppDId, new Uri(source).GetLeftPart(UriPartial.Path));
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Client {Client} had the application {AppDId} on-boarded from {Source}")]
    private partial void LogOnboarded(string client, string appDId, string source);
}
