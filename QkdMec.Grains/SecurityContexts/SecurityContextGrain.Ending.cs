namespace QkdMec.Grains.SecurityContexts;

/// <content>The end of a security context on this host.</content>
internal sealed partial class SecurityContextGrain
{
    public async Task RetireAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync();
        try
        {
            (retired, context) = (context ?? retired, null);
            await ChangeAsync(state.ClearStateAsync(CancellationToken.None));
        }
        finally
        {
            writing.Release();
        }

        if (retired?.Retire() ?? true)
        {
            DeactivateOnIdle();
        }
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await writing.WaitAsync();
        try
        {
            context?.Dispose();
            retired?.Dispose();
            context = null;
            await ChangeAsync(state.ClearStateAsync(CancellationToken.None));
        }
        finally
        {
            writing.Release();
            DeactivateOnIdle();
        }
    }
}
