using Orleans.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>
/// Grain storage whose failures can be told to any caller. A driver's own exceptions cannot cross silos: a refusal that holds one is lost, and its caller waits until
/// the call times out.
/// </summary>
internal sealed class PlainFaultStorage(IGrainStorage inner) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => TellAsync(() => inner.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => TellAsync(() => inner.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => TellAsync(() => inner.ClearStateAsync(stateName, grainId, grainState));

    private static async Task TellAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is not InconsistentStateException)
        {
            // The storage has logged it whole.
            throw new OrleansException($"the grain storage failed: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }
}
