using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Fakes;

/// <summary>An app context that is placed on <c>edge/edge-1</c> as soon as it is wanted.</summary>
internal sealed class PlacedContext(PlacedGrains placement, IGrainFactory real, string id) : IAppContextGrain
{
    private ISecurityContextGrain Security =>
        real.GetGrain<ISecurityContextGrain>(new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(id)).ToGrainKey());

    public async Task<CreateOutcome> CreateAsync(CreateAppContext command, CancellationToken cancellationToken)
    {
        var app = command.Request.App.Name;
        await Security.BindAsync(new SecurityContextBinding(ContextId.Parse(id), app, app), cancellationToken);
        placement.Contexts[id] = app;
        placement.Owners[id] = command.Owner;
        placement.Created++;
        var view = new AppContextView(
            ContextId.Parse(id), AppContextPhase.Active, command.Request, EdgeHostParts.Host, "app-" + app, app, DateTimeOffset.UnixEpoch);
        return new CreateOutcome(CreateStatus.Created, view, "");
    }

    public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        await Security.CloseAsync(cancellationToken);
        return placement.Contexts.TryRemove(id, out _);
    }

    public Task<bool> EvictAsync(CancellationToken cancellationToken) => DeleteAsync(cancellationToken);

    public Task<AppContextView?> GetAsync(CancellationToken cancellationToken) => Task.FromResult<AppContextView?>(null);

    public Task<string?> GetOwnerAsync(CancellationToken cancellationToken) => Task.FromResult(placement.Owners.GetValueOrDefault(id));

    public Task<bool> UpdateAsync(UpdateAppContext command, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<MoveOutcome> MoveAsync(MoveAppContext command, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CloseStrayAsync(HostId host, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SettleVerdict> SettleAsync(SettleQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
}
