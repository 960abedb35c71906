namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>One small record a context, so that holding a rate costs the same at the millionth context as at the first.</summary>
internal sealed class RateHoldGrain([PersistentState("rate-hold")] IPersistentState<RateHoldState> state) : Grain, IRateHoldGrain
{
    public Task<RateHold> GetAsync(CancellationToken cancellationToken) => Task.FromResult(state.State.Hold);

    public async Task SetAsync(RateHold hold, CancellationToken cancellationToken)
    {
        if (hold.Version > state.State.Hold.Version)
        {
            state.State.Hold = hold;
            await state.WriteStateAsync(cancellationToken);
        }
    }
}
