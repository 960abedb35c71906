using Microsoft.Extensions.Options;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Kmes;

/// <summary>Agrees on a session of a link with the KME at its other end; needed after every start of either end.</summary>
internal sealed class LinkSessions(INetworkDirectory directory, IGrainFactory grains, TimeProvider time, IOptions<KmeOptions> options)
{
    /// <summary>Opens a session. False: the other end did not join, so the link makes nothing.</summary>
    public async Task<bool> OpenAsync(IQkdModule module, CancellationToken cancellationToken)
    {
        var other = directory.Topology.Locate(module.Link.Other(module.End));
        var opening = module.OpenSession();
        try
        {
            var answer = await grains.GetGrain<IKmeGrain>(other.ToGrainKey())
                .JoinLinkSessionAsync(opening, cancellationToken)
                .WaitAsync(options.Value.ReadTimeout, time, cancellationToken);
            return module.CompleteSession(answer);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
