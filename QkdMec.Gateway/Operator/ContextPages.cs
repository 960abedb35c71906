using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>Reads the contexts of all hosts page by page from the hosts' indexes.</summary>
internal sealed class ContextPages(IGrainFactory grains)
{
    /// <summary>The contexts after a place, at most <paramref name="limit"/>; a page may be shorter although another follows.</summary>
    public async Task<ContextPage> ReadAsync(ContextCursor? after, int limit, CancellationToken cancellationToken)
    {
        var hosts = await grains.GetGrain<IOrchestratorGrain>(MecOptions.System).ListHostsAsync(cancellationToken);
        var found = new List<ContextCursor>();
        foreach (var host in hosts.Select(status => status.Host).Where(host => after is null || Compare(host, after.Host) >= 0))
        {
            if (found.Count == limit)
            {
                break;
            }

            var start = host == after?.Host ? after.Context : "";
            var ids = await grains.GetGrain<IContextIndexGrain>(host.ToGrainKey()).ListAsync(start, limit - found.Count, cancellationToken);
            found.AddRange(ids.Select(id => new ContextCursor(host, id)));
        }

        var contexts = await Task.WhenAll(found.Select(place => grains.GetGrain<IAppContextGrain>(place.Context).GetAsync(cancellationToken)));
        return new ContextPage
        {
            Contexts = [.. contexts.OfType<AppContextView>().Select(Summarise)],
            Next = found.Count == limit ? found[^1].ToString() : null,
        };
    }

    /// <summary>A context as the operator sees it.</summary>
    public static ContextSummary Summarise(AppContextView context) => new()
    {
        ContextId = context.Id.Value,
        AssociateDevAppId = context.Request.DeviceApp,
        AppDId = context.AppDId,
        AppName = context.Request.App.Name,
        Function = context.Function,
        Host = context.Host.ToGrainKey(),
        CreatedAt = context.CreatedAt,
        Client = context.Owner is { Length: > 0 } owner ? owner : null,
    };

    private static int Compare(HostId one, HostId other) => string.CompareOrdinal(one.ToGrainKey(), other.ToGrainKey());
}
