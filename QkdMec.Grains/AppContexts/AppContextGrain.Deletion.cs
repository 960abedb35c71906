namespace QkdMec.Grains.AppContexts;

/// <content>Deletion: the intention is stored first; what it takes down can be taken down again.</content>
internal sealed partial class AppContextGrain
{
    public Task<bool> DeleteAsync(CancellationToken cancellationToken) => DeleteAsync(tells: false, cancellationToken);

    public Task<bool> EvictAsync(CancellationToken cancellationToken) => DeleteAsync(tells: true, cancellationToken);

    private async Task<bool> DeleteAsync(bool tells, CancellationToken cancellationToken)
    {
        if (state.State.Phase == AppContextPhase.Active)
        {
            var ticket = await Effects.BeginReleaseAsync(state.State.Placement!, state.State.AppDId, state.State.PlacedBy, cancellationToken);
            Context.BeginDeletion(ticket, tells);
            await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        }
        else if (state.State.Phase != AppContextPhase.Deleting)
        {
            return false;
        }

        await FinishDeletionAsync();
        return true;
    }

    private async Task EndNotificationsAsync()
    {
        if (state.State.Request!.LocationUpdates == true)
        {
            await Effects.UnwatchLocationsAsync(state.State.AppDId, CancellationToken.None);
        }

        if (Context.End is { } end)
        {
            await Effects.NotifyAsync(end, CancellationToken.None);
        }
        else if (Context.MayBeNotified)
        {
            await Effects.EndNotificationsAsync(CancellationToken.None);
        }
    }
}
