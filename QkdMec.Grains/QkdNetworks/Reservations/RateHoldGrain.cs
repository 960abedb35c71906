namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>One small record a context, so that holding a rate costs the same at the millionth context as at the first.</summary>
internal sealed class RateHoldGrain([PersistentState("rate-hold")] IPersistentState<RateHoldState> state) : Grain, IRateHoldGrain
{
    public Task<RateHold> GetAsync(CancellationToken cancellationToken) => Task.FromResult(state.State.Hold);

    public async Task SetAsync(RateHold hold, CancellationToken cancellationToken)
    {
        var before = state.State.Hold;
        if (hold.Version <= before.Version)
        {
            return;
        }

        state.State.Hold = hold;
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            // What is stored is unknown now, and the same call again must not find the hold in memory and take it for written.
            state.State.Hold = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
