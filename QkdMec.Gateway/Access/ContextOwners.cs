using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Gateway.Access;

/// <summary>
/// Tells whether a context is the caller's own; to others it is unknown. A context's owner never changes and no id is given to two clients, so what was asked once
/// is kept: that the context is gone is for its own grain to say.
/// </summary>
internal sealed class ContextOwners(IGrainFactory grains, GatewayOptions options)
{
    /// <summary>How many owners are kept, at about 200 bytes each.</summary>
    private const int Most = 65_536;

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Whether the caller may use a context as far as its owner goes.</summary>
    public ValueTask<bool> IsOwnAsync(HttpContext http, string contextId)
    {
        var caller = Caller.Of(http);
        if (caller is null || caller == Caller.Anybody)
        {
            return ValueTask.FromResult(caller is not null);
        }

        return known.TryGetValue(contextId, out var owner)
            ? ValueTask.FromResult(owner == caller.Client)
            : new ValueTask<bool>(AskAsync(http, contextId, caller.Client));
    }

    private async Task<bool> AskAsync(HttpContext http, string contextId, string client)
    {
        if (!ContextIds.IsValid(contextId)
            || await grains.GetGrain<IAppContextGrain>(contextId).GetOwnerAsync(http.RequestAborted).WaitAsync(options.AnswerWithin, http.RequestAborted) is not { } owner)
        {
            return false;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[contextId] = owner;
        return owner == client;
    }
}
