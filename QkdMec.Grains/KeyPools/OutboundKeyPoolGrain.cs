using QkdMec.Grains.Hosting;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end: writes its mark, asks the other end to write its own, and only then grants the range.</summary>
[Reentrant, SitePlaced]
internal sealed class OutboundKeyPoolGrain : Grain, IOutboundKeyPoolGrain
{
    private const int MaxAttempts = 16;

    private readonly IPersistentState<KeyPoolState> state;
    private readonly KeyPoolEnd end;
    private readonly KeyPoolTurn turn;
    private readonly KeyPoolPeer peer;
    private readonly KeyPoolPeer blockPeer;
    private readonly BlockMaker maker;
    private readonly BlockTaker taker;
    private readonly EpochAgreement agreement;
    private readonly StockTeller teller;
    private bool agreed;
    private BlockKey passedAtLastSweep;

    public OutboundKeyPoolGrain([PersistentState("pool")] IPersistentState<KeyPoolState> state, KeyPoolServices services)
    {
        this.state = state;
        end = KeyPoolEnd.Of(this.GetPrimaryKeyString(), services);
        turn = new KeyPoolTurn(end, state, DeactivateOnIdle);
        peer = new KeyPoolPeer(end);
        blockPeer = new KeyPoolPeer(end);
        maker = new BlockMaker(end, OfferToPeerAsync);
        taker = new BlockTaker(end);
        teller = new StockTeller(end);
        agreement = new EpochAgreement(end, state, turn, HelloAsync);
    }

    private IInboundKeyPoolGrain Peer => GrainFactory.GetGrain<IInboundKeyPoolGrain>(end.PeerKey);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await KeyPoolSurface.AtEdgeAsync(end, async () =>
        {
            await maker.DestroyPreparedAsync(cancellationToken);
            return true;
        });
        KeyPoolSurface.StartSweep(this, end, SweepAsync);
    }

    public async Task<LeaseOutcome> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await turn.RunAsync(() => LeaseInTurnAsync(request.Bytes));

            teller.Note(request, outcome, state.State);
            return outcome;
        }
        catch (OrleansException)
        {
            return new LeaseOutcome(LeaseStatus.Unavailable, null, 0);
        }
    }

    public async Task<KeyPoolStatus> AgreeAsync(ulong epoch, CancellationToken cancellationToken)
    {
        await turn.RunAsync(async () =>
        {
            agreed &= state.State.Epoch == epoch;
            return agreed || await AgreeInTurnAsync();
        });
        return await GetStatusAsync(cancellationToken);
    }

    public Task<SupplyStatus> SupplyAsync(BlockSupply supply, CancellationToken cancellationToken) =>
        KeyPoolSurface.SupplyAsync(end, supply, async () =>
            await EnsureAgreedAsync()
                ? await maker.MakeAsync(supply, state.State.Epoch, () => state.State.Mark, cancellationToken)
                : SupplyStatus.PeerUnreachable);

    public Task<OfferOutcome> OfferBlockAsync(BlockOffer offer, CancellationToken cancellationToken) =>
        KeyPoolSurface.AtEdgeAsync(end, async () =>
        {
            await EnsureAgreedAsync();
            return await taker.TakeAsync(offer, state.State.Epoch, cancellationToken);
        });

    public Task<KeyPoolStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        KeyPoolSurface.AtEdgeAsync(end, () => KeyPoolSurface.StatusAsync(end, state.State, agreed, cancellationToken));

    private async Task<bool> EnsureAgreedAsync() =>
        agreed || await turn.RunAsync(async () => agreed || await AgreeInTurnAsync());

    private async Task<LeaseOutcome> LeaseInTurnAsync(int bytes)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (peer.IsResting || (!agreed && !await AgreeInTurnAsync()))
            {
                return await RefuseAsync(LeaseStatus.PeerUnreachable);
            }

            if (await TakeNextAsync(bytes) is not var (lease, provenance))
            {
                return await RefuseAsync(LeaseStatus.Exhausted);
            }

            if (await ProposeAsync(lease) is not { } answer)
            {
                return await RefuseAsync(LeaseStatus.PeerUnreachable);
            }

            if (answer.Answer == LeaseAnswer.Acknowledged)
            {
                return new LeaseOutcome(LeaseStatus.Granted, lease, await FreeBytesAsync(), provenance);
            }

            await ComeToTermsAsync(lease, answer);
        }

        return await RefuseAsync(LeaseStatus.Exhausted);
    }

    /// <summary>Moves the mark past the next range, durably, before anybody is asked or told.</summary>
    private async Task<(Lease, BlockProvenance)?> TakeNextAsync(int bytes)
    {
        var current = state.State;
        var blocks = await end.Vault.ListAsync(end.Id, CancellationToken.None);
        var lease = LeaseAllocation.Next(current.Epoch, current.Mark, blocks, bytes, end.OpenedAfter);
        if (lease is null)
        {
            return null;
        }

        var leased = blocks.First(block => block.Key.Number == lease.Block);
        await turn.PassAsync(lease, opens: leased.OpenedAt is null);
        return (lease, leased.Provenance);
    }

    private async Task<LeaseAcknowledgement?> ProposeAsync(Lease lease)
    {
        var answer = await peer.AskAsync("lease", end.Options.PeerTimeout, () => Peer.AcknowledgeLeaseAsync(new LeaseProposal(lease), CancellationToken.None));

        // Without an answer nothing more is burnt until the other end answers a hello, which also tells it the mark.
        agreed &= answer is not null;
        return answer;
    }

    private async Task ComeToTermsAsync(Lease lease, LeaseAcknowledgement answer)
    {
        switch (answer.Answer)
        {
            case LeaseAnswer.Behind:
                KeyPoolLog.Behind(end.Log, end.Id, answer.Mark.Block, answer.Mark.Offset);
                state.State.Mark = PoolMark.Max(state.State.Mark, answer.Mark);
                break;
            case LeaseAnswer.UnknownBlock:
                KeyPoolLog.BlockUnknown(end.Log, end.Id, lease.Block);
                state.State.Mark = PoolMark.Max(state.State.Mark, LeaseAllocation.After(lease.Block));
                await end.Vault.DestroyAsync(end.Id, new BlockKey(lease.Epoch, lease.Block), CancellationToken.None);
                break;
            default:
                agreed = false;
                break;
        }
    }

    private async Task<bool> AgreeInTurnAsync() => agreed = await agreement.ReachAsync();

    private Task<PoolHelloAnswer?> HelloAsync(PoolHello hello) =>
        peer.AskAsync("hello", end.Options.PeerTimeout, () => Peer.HelloAsync(hello, CancellationToken.None));

    private Task<OfferOutcome?> OfferToPeerAsync(BlockOffer offer) =>
        blockPeer.AskAsync("offer", end.Options.OfferTimeout, () => Peer.OfferBlockAsync(offer, CancellationToken.None));

    private async Task<LeaseOutcome> RefuseAsync(LeaseStatus status) => new(status, null, await FreeBytesAsync());

    private async Task<long> FreeBytesAsync() => LeaseAllocation.FreeBytes(
        state.State.Mark, await end.Vault.ListAsync(end.Id, CancellationToken.None), end.OpenedAfter);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await maker.DestroyPreparedAsync(cancellationToken);
        var passed = passedAtLastSweep;
        passedAtLastSweep = new BlockKey(state.State.Epoch, state.State.Mark.Block);
        var now = end.Time.GetUtcNow();
        await KeyPoolSurface.DestroyAsync(end, block => BlockExpiry.IsDoneOutbound(block, passed, end.Options.TimeToLive, now), cancellationToken);

        var free = await FreeBytesAsync();
        end.Services.Instruments?.StockSeen(end.Id, free);
        if (free == 0)
        {
            // What the other end still counts, but this one burnt or does not hold, would keep the pool empty for ever: a hello tells mark and blocks.
            agreed = false;
        }
    }
}
