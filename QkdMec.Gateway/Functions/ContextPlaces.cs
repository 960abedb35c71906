using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Functions;

/// <summary>Where contexts are that are not where they were asked for.</summary>
internal sealed class ContextPlaces(IGrainFactory grains, ContextOwners owners, TimeProvider time)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    /// <summary>Where the caller's own context is; null when it is there, or nowhere, or nobody says.</summary>
    public async Task<ContextAddress?> FindOtherAsync(HttpContext http, SecurityContextId asked, CancellationToken cancelled)
    {
        if (!ContextIds.IsValid(asked.Context.Value))
        {
            return null;
        }

        try
        {
            var context = await grains.GetGrain<IAppContextGrain>(asked.Context.Value).GetAsync(cancelled).WaitAsync(Within, time, cancelled);
            return context is not null && context.Host != asked.Host && await owners.IsOwnAsync(http, asked.Context.Value)
                ? new ContextAddress(context.Host.Site.Value, context.Host.Name, asked.Context.Value)
                : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Where it is now is said in addition: whatever keeps from finding it out, the refusal stands.
            return null;
        }
    }
}
