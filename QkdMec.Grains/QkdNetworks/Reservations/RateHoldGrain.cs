namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>One small record a context, so that holding a rate costs the same at the millionth context as at the first.</summary>
internal sealed class RateHoldGrain([PersistentState("rate-hold")] IPersistentState<RateHoldState> state) : Grain, IRateHoldGrain
{
    private bool wasAsked;

    public async Task<RateHold> GetAsync(CancellationToken cancellationToken)
    {
        // Another activation may have written since this one began, and the network changes its sums by the answer.
        if (wasAsked)
        {
            await GuardAsync(state.ReadStateAsync(cancellationToken));
        }

        wasAsked = true;
        return state.State.Hold;
    }

    public async Task SetAsync(RateHold hold, CancellationToken cancellationToken)
    {
        wasAsked = true;
        var before = state.State.Hold;
        if (hold.Version <= before.Version)
        {
            return;
        }

        state.State.Hold = hold;
        try
        {
            await GuardAsync(state.WriteStateAsync(cancellationToken));
        }
        catch
        {
            // The same call again must not find the hold in memory and take it for written.
            state.State.Hold = before;
            throw;
        }
    }

    private async Task GuardAsync(Task storage)
    {
        try
        {
            await storage;
        }
        catch
        {
            // What is stored is unknown now: the next activation reads it.
            DeactivateOnIdle();
            throw;
        }
    }
}
