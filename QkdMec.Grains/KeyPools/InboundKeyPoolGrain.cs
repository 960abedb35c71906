using QkdMec.Grains.Hosting;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>The end that acknowledges what the other end allocates, above its own durable mark and within blocks it holds.</summary>
[Reentrant, SitePlaced]
internal sealed class InboundKeyPoolGrain : Grain, IInboundKeyPoolGrain
{
    private readonly IPersistentState<KeyPoolState> state;
    private readonly KeyPoolEnd end;
    private readonly KeyPoolTurn turn;
    private readonly KeyPoolPeer peer;
    private readonly KeyPoolPeer blockPeer;
    private readonly BlockMaker maker;
    private readonly BlockTaker taker;
    private bool agreed;

    public InboundKeyPoolGrain([PersistentState("pool")] IPersistentState<KeyPoolState> state, KeyPoolServices services)
    {
        this.state = state;
        end = KeyPoolEnd.Of(this.GetPrimaryKeyString(), services);
        turn = new KeyPoolTurn(end, state, DeactivateOnIdle);
        peer = new KeyPoolPeer(end);
        blockPeer = new KeyPoolPeer(end);
        maker = new BlockMaker(end, OfferToPeerAsync);
        taker = new BlockTaker(end);
    }

    private IOutboundKeyPoolGrain Peer => GrainFactory.GetGrain<IOutboundKeyPoolGrain>(end.PeerKey);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await KeyPoolSurface.AtEdgeAsync(end, async () =>
        {
            await maker.DestroyPreparedAsync(cancellationToken);
            return true;
        });
        KeyPoolSurface.StartSweep(this, end, SweepAsync);
    }

    public Task<PoolHelloAnswer> HelloAsync(PoolHello hello, CancellationToken cancellationToken) =>
        turn.RunAsync(() => HelloInTurnAsync(hello));

    public async Task<LeaseAcknowledgement> AcknowledgeLeaseAsync(LeaseProposal proposal, CancellationToken cancellationToken)
    {
        await maker.WhenSettledAsync(proposal.Lease.Block);
        return await turn.RunAsync(() => AcknowledgeInTurnAsync(proposal.Lease));
    }

    public Task<SupplyStatus> SupplyAsync(BlockSupply supply, CancellationToken cancellationToken) =>
        KeyPoolSurface.SupplyAsync(end, supply, async () =>
            await EnsureAgreedAsync()
                ? await maker.MakeAsync(supply, state.State.Epoch, () => state.State.Mark, cancellationToken)
                : SupplyStatus.PeerUnreachable);

    public Task<OfferOutcome> OfferBlockAsync(BlockOffer offer, CancellationToken cancellationToken) =>
        KeyPoolSurface.AtEdgeAsync(end, () => taker.TakeAsync(offer, state.State.Epoch, cancellationToken));

    public Task<KeyPoolStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        KeyPoolSurface.AtEdgeAsync(end, () => KeyPoolSurface.StatusAsync(end, state.State, agreed, cancellationToken));

    /// <summary>Makes the allocating end say hello: only it can begin an epoch.</summary>
    private async Task<bool> EnsureAgreedAsync()
    {
        if (!agreed)
        {
            var vault = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
            var epoch = IsStanding(vault) ? state.State.Epoch : 0;
            var answer = await peer.AskAsync("agree", 2 * end.Options.PeerTimeout, () => Peer.AgreeAsync(epoch, CancellationToken.None));
            agreed = answer is { Agreed: true } && answer.Epoch == state.State.Epoch;
            if (agreed)
            {
                await turn.RunAsync(() => CatchUpAsync(answer!));
            }
        }

        return agreed;
    }

    private async Task<PoolHelloAnswer> HelloInTurnAsync(PoolHello hello)
    {
        var vault = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
        if (EpochRules.Enters(state.State, vault.Epoch, hello))
        {
            // Until the vault has followed, which may fail: an end that counts as agreed asks for no other hello, and no block would ever be made.
            agreed = false;
            KeyPoolLog.EpochBegun(end.Log, end.Id, hello.Epoch);
            state.State = EpochRules.Begin(hello.Epoch, end.Vault.Id);
            await turn.SaveAsync();
        }

        turn.Follow(vault);
        var current = state.State;
        var sound = EpochRules.IsSound(current, end.Vault.Id, vault.Epoch);
        var agrees = EpochRules.Agrees(hello, new PoolHelloAnswer(current.Epoch, current.Mark, sound));
        if (agrees)
        {
            await end.Vault.AdvanceEpochAsync(end.Id, current.Epoch, CancellationToken.None);
            await turn.RaiseAsync(hello.Mark);
            await KeyPoolSurface.DestroyAsync(end, block => BlockExpiry.IsStranded(block, current.Mark, hello.Held), CancellationToken.None);
        }

        agreed = agrees;

        return new PoolHelloAnswer(Math.Max(current.Epoch, vault.Epoch), current.Mark, sound);
    }

    private async Task<LeaseAcknowledgement> AcknowledgeInTurnAsync(Lease lease)
    {
        var vault = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
        turn.Follow(vault);
        var current = state.State;
        var blocks = await end.Vault.ListAsync(end.Id, CancellationToken.None);
        var block = blocks.FirstOrDefault(candidate => candidate.Key.Number == lease.Block);
        var answer = IsStanding(vault)
            ? LeaseAcceptance.Decide(current.Epoch, current.Mark, lease, block)
            : LeaseAnswer.WrongEpoch;
        if (answer == LeaseAnswer.Acknowledged)
        {
            await turn.PassAsync(lease, opens: block!.OpenedAt is null);
        }

        agreed &= answer != LeaseAnswer.WrongEpoch;
        return new LeaseAcknowledgement(answer, current.Mark);
    }

    private bool IsStanding(VaultPool vault) =>
        EpochRules.IsSound(state.State, end.Vault.Id, vault.Epoch) && vault.Epoch == state.State.Epoch;

    private Task<OfferOutcome?> OfferToPeerAsync(BlockOffer offer) =>
        blockPeer.AskAsync("offer", end.Options.OfferTimeout, () => Peer.OfferBlockAsync(offer, CancellationToken.None));

    /// <summary>
    /// Follows the allocating end's mark. After a roll-back of this end that mark is far ahead: blocks below it would fill the pool for ever,
    /// and none would be made.
    /// </summary>
    private async Task<bool> CatchUpAsync(KeyPoolStatus allocator)
    {
        if (allocator.Epoch == state.State.Epoch)
        {
            await turn.RaiseAsync(allocator.Mark);
        }

        return true;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await EnsureAgreedAsync();
        await maker.DestroyPreparedAsync(cancellationToken);
        var (passed, now) = (new BlockKey(state.State.Epoch, state.State.Mark.Block), end.Time.GetUtcNow());
        await KeyPoolSurface.DestroyAsync(end, block => BlockExpiry.IsDoneInbound(block, passed, end.Options.TimeToLive, now), cancellationToken);
    }
}
