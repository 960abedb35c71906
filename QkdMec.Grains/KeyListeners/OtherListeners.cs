using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyListeners;

/// <summary>The other listeners of the site: asks them, and ends the run of one that neither answers nor shows in the vault that it goes on.</summary>
internal sealed class OtherListeners(IKeyVault vault, IGrainFactory grains, TimeProvider time, ListenerOptions options, ILogger log)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, (long Beat, long Since)> silent = [];

    /// <summary>Asks. Null: no answer.</summary>
    public async Task<PositionsAnswer?> AskAsync(ListenerLife server, PositionsRequest request)
    {
        try
        {
            var grain = grains.GetGrain<IKeyListenerGrain>(server.Listener.ToGrainKey());
            var answer = await grain.AskAsync(request, CancellationToken.None).WaitAsync(options.AskTimeout, time);
            if (answer == PositionsAnswer.NotServing)
            {
                // The cluster knows another process by that name. Should the old one go on beside it, its lease runs out from here.
                await vault.StopBeatsAsync(server.Number, CancellationToken.None);
            }

            Note(server, isSilent: answer == PositionsAnswer.NotServing);
            return answer;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException)
        {
            KeyListenerLog.Silent(log, server.Listener, error.Message);
            Note(server, isSilent: true);
            return null;
        }
    }

    /// <summary>Ends the run of a listener that has been silent for long enough. True: it may be over; ask the vault again who serves.</summary>
    /// <param name="server">The run, with its beat as the vault has it now.</param>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task<bool> EndIfSilentAsync(ListenerLife server)
    {
        lock (gate)
        {
            if (!silent.TryGetValue(server.Number, out var entry))
            {
                return false;
            }

            if (entry.Beat != server.Beat)
            {
                silent[server.Number] = (server.Beat, time.GetTimestamp());
                return false;
            }

            if (time.GetElapsedTime(entry.Since) < options.Silence)
            {
                return false;
            }

            silent.Remove(server.Number);
        }

        KeyListenerLog.TakenForDead(log, server.Listener, server.Number);
        await vault.EndLifeAsync(server, CancellationToken.None);
        return true;
    }

    private void Note(ListenerLife server, bool isSilent)
    {
        lock (gate)
        {
            if (!isSilent)
            {
                silent.Remove(server.Number);
            }
            else if (!silent.TryGetValue(server.Number, out var entry) || entry.Beat != server.Beat)
            {
                silent[server.Number] = (server.Beat, time.GetTimestamp());
            }
        }
    }
}
