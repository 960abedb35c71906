using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Nothing acknowledged is lost, nothing is held for nobody.</summary>
internal sealed class MecCheck(IGrainFactory grains, MecOptions options)
{
    /// <summary>For how many contexts there is key: fewer than hosts have room for, so that both run out.</summary>
    public const int ContextsWithKey = 12;

    public async Task RunAsync(ContextJournal journal)
    {
        var active = new List<AppContextView>();
        foreach (var id in journal.Tried)
        {
            var view = await grains.GetGrain<IAppContextGrain>(id.Value).GetAsync(CancellationToken.None);
            Assert.False(view is null && journal.Known.Contains(id), $"{id} was acknowledged and is lost");
            if (view is not null)
            {
                active.Add(view);
            }
        }

        await CheckHostsAsync(active);
        await CheckKeyRateAsync(active);
        await CheckSecurityAsync(journal, active);
    }

    private async Task CheckHostsAsync(List<AppContextView> active)
    {
        foreach (var host in options.Hosts)
        {
            var status = await grains.GetGrain<IMecHostGrain>(host.Id.ToGrainKey()).GetStatusAsync(CancellationToken.None);
            Assert.True(status.Unsettled == 0, $"{host.Id} has {status.Unsettled} unsettled tickets");
            var here = active.Where(context => context.Host == host.Id).Select(context => context.Id.Value).Order(StringComparer.Ordinal).ToList();
            Assert.True(here.Count == status.ContextsUsed, $"{host.Id} counts {status.ContextsUsed} contexts and has {here.Count}");
            var listed = await grains.GetGrain<IContextIndexGrain>(host.Id.ToGrainKey()).ListAsync("", int.MaxValue, CancellationToken.None);
            Assert.Empty(here.Except(listed, StringComparer.Ordinal));
        }
    }

    private async Task CheckKeyRateAsync(List<AppContextView> active)
    {
        var edge = options.Hosts[0].Kme;
        var left = (await grains.GetGrain<IQkdNetworkGrain>("qkd").GetAvailabilityAsync(edge, edge, CancellationToken.None)).RateBitsPerSecond;
        Assert.Equal(256 * (ContextsWithKey - active.Count), left);
    }

    private async Task CheckSecurityAsync(ContextJournal journal, List<AppContextView> active)
    {
        var offer = new CipherSuiteOffer(SaeId.Parse("sae"), [], "");
        foreach (var host in options.Hosts)
        {
            foreach (var id in journal.Tried)
            {
                var security = grains.GetGrain<ISecurityContextGrain>($"{host.Id}/{id}");
                var isBound = (await security.NegotiateAsync(offer, CancellationToken.None)).Status == NegotiationStatus.Chosen;
                Assert.True(isBound == active.Any(context => context.Id == id && context.Host == host.Id), $"{id} at {host.Id}: bound is {isBound}");
            }
        }
    }
}
