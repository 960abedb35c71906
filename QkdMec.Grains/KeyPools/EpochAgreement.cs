using System.Collections.Immutable;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end's hello: carries out <see cref="EpochRules"/> until both ends stand in one epoch, or the other end does not answer.</summary>
internal sealed class EpochAgreement(
    KeyPoolEnd end, IPersistentState<KeyPoolState> state, KeyPoolTurn turn, Func<PoolHello, Task<PoolHelloAnswer?>> greetPeer)
{
    /// <summary>Reaches an agreement, within a turn. False: the other end did not answer, or changed its mind.</summary>
    public async Task<bool> ReachAsync()
    {
        var vault = await end.Vault.GetPoolAsync(end.Id, CancellationToken.None);
        turn.Follow(vault);
        var sound = EpochRules.IsSound(state.State, end.Vault.Id, vault.Epoch);
        var hello = sound ? new PoolHello(state.State.Epoch, state.State.Mark, await HeldAsync()) : new PoolHello(0, default, []);
        var answer = await greetPeer(hello);
        if (answer is not null && !EpochRules.Agrees(hello, answer))
        {
            hello = new PoolHello(EpochRules.Next(state.State, vault.Epoch, answer), default, []);
            await BeginAsync(hello.Epoch);
            answer = await greetPeer(hello);
        }

        if (answer is null || !EpochRules.Agrees(hello, answer))
        {
            return false;
        }

        await StandAsync(answer.Mark);
        return true;
    }

    private async Task<ImmutableArray<long>> HeldAsync() =>
        [.. (await end.Vault.ListAsync(end.Id, CancellationToken.None)).Select(block => block.Key.Number)];

    private async Task BeginAsync(ulong epoch)
    {
        KeyPoolLog.EpochBegun(end.Log, end.Id, epoch);
        state.State = EpochRules.Begin(epoch, end.Vault.Id);
        await turn.SaveAsync();
    }

    private async Task StandAsync(PoolMark mark)
    {
        await end.Vault.AdvanceEpochAsync(end.Id, state.State.Epoch, CancellationToken.None);
        await turn.RaiseAsync(mark);
        KeyPoolLog.Agreed(end.Log, end.Id, state.State.Epoch, state.State.Mark.Block, state.State.Mark.Offset);
    }
}
