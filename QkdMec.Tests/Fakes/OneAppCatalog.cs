using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Tests.Fakes;

/// <summary>A catalogue of <c>echo</c> and <c>other</c>.</summary>
internal sealed class OneAppCatalog : IAppCatalogGrain
{
    private static readonly CatalogApp[] Apps = [AppOf("echo"), AppOf("other")];

    public Task<ImmutableArray<CatalogApp>> ListAsync(AppFilter filter, CancellationToken cancellationToken) => Task.FromResult(Apps.ToImmutableArray());

    public Task<CatalogApp?> GetAsync(string appDId, CancellationToken cancellationToken) =>
        Task.FromResult(Apps.FirstOrDefault(app => app.AppDId == appDId));

    public Task<CatalogApp?> RecallAsync(string appDId, CancellationToken cancellationToken) => GetAsync(appDId, cancellationToken);

    public Task<OnboardOutcome> OnboardAsync(CatalogApp app, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OnboardOutcome> CheckAsync(CatalogApp app, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> RemoveAsync(string appDId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<FindOutcome> FindAsync(AppReference reference, CancellationToken cancellationToken) => throw new NotSupportedException();

    private static CatalogApp AppOf(string name) => new()
    {
        AppDId = "app-" + name, Identity = new AppIdentity(name, "QkdMec", "1.0", "1.0"), Description = name, Function = name,
    };
}
