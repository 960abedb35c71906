using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>Loads the changes, has each decided, stores it, and tells the KMEs and the network.</summary>
internal sealed partial class NetworkTopologyGrain(
    [PersistentState("topology")] IPersistentState<NetworkTopologyState> state,
    NetworkDirectory directory,
    TopologyAnnouncer announcer,
    TimeProvider time,
    ILogger<NetworkTopologyGrain> logger) : Grain, INetworkTopologyGrain
{
    // What is stored for sure: a reader between the turns of a change must not see what may not last.
    private NetworkEdits stored = NetworkEdits.None;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored = state.State.Edits;
        directory.Take(stored);
        return Task.CompletedTask;
    }

    public async Task<NetworkEdits?> FollowAsync(long knownVersion, CancellationToken cancellationToken)
    {
        if (knownVersion > stored.Version)
        {
            LogPutBack(stored.Version, knownVersion);
            await StoreAsync(stored with { Version = knownVersion + 1 }, cancellationToken);
        }

        return stored.Version > knownVersion ? stored : null;
    }

    public Task<TopologyView> GetAsync(CancellationToken cancellationToken) => Task.FromResult(TopologyView.Of(directory.Laid, stored));

    public Task<TopologyOutcome> AddKmeAsync(SiteId site, KmeId kme, CancellationToken cancellationToken) =>
        ChangeAsync(editor => editor.AddKme(new KmeAddress(site, kme)), cancellationToken);

    public Task<TopologyOutcome> AddLinkAsync(LinkDefinition link, CancellationToken cancellationToken) =>
        ChangeAsync(editor => editor.AddLink(link), cancellationToken);

    public Task<TopologyOutcome> RemoveLinkAsync(LinkId link, CancellationToken cancellationToken) =>
        ChangeAsync(editor => editor.RemoveLink(link), cancellationToken);

    public Task<TopologyOutcome> AttachSaeAsync(SaeId sae, KmeId kme, CancellationToken cancellationToken) =>
        ChangeAsync(editor => editor.AttachSae(sae, kme, time.GetUtcNow()), cancellationToken);

    public Task<TopologyOutcome> DetachSaeAsync(SaeId sae, KmeId kme, CancellationToken cancellationToken) =>
        ChangeAsync(editor => editor.DetachSae(sae, kme, time.GetUtcNow()), cancellationToken);

    private async Task<TopologyOutcome> ChangeAsync(Func<TopologyEditor, TopologyDecision> decide, CancellationToken cancellationToken)
    {
        var decision = decide(new TopologyEditor(directory.Laid, stored));
        if (decision.Edits is { } changed)
        {
            await StoreAsync(changed, cancellationToken);
            LogChanged(stored.Version);
        }

        // A repeated change is announced again: the first one may have met KMEs that did not answer.
        var isMade = decision.Status is TopologyStatus.Changed or TopologyStatus.Unchanged;
        return new TopologyOutcome(decision.Status, stored.Version, isMade ? await announcer.TellAsync(stored, cancellationToken) : []);
    }

    private async Task StoreAsync(NetworkEdits edits, CancellationToken cancellationToken)
    {
        state.State.Edits = edits;
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            // What is stored is unknown now; the next activation reads it.
            state.State.Edits = stored;
            DeactivateOnIdle();
            throw;
        }

        stored = edits;
        directory.Take(stored);
    }

    [LoggerMessage(1, LogLevel.Information, "The topology of the QKD network is at version {Version}")]
    private partial void LogChanged(long version);

    [LoggerMessage(2, LogLevel.Warning, "The topology's state, version {Stored}, is an older copy: version {Known} was known already")]
    private partial void LogPutBack(long stored, long known);
}
