using Orleans.Core;
using Orleans.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>
/// Grain states that are read anew wherever a grain goes on. Orleans would move what is in memory, and after a failed write that is not what is stored: a grain
/// then ends so that the next activation reads it.
/// </summary>
internal sealed class RereadStates : PersistentStateFactory, IPersistentStateFactory
{
    IPersistentState<TState> IPersistentStateFactory.Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var storage = new PlainFaultStorage(context.ActivationServices.GetRequiredService<IGrainStorage>());
        var state = new Reread<TState>(GetFullStateName(context, config), context, storage);
        context.ObservableLifecycle.Subscribe(
            nameof(RereadStates), GrainLifecycleStage.SetupState, stopping => stopping.IsCancellationRequested ? Task.CompletedTask : state.ReadStateAsync());
        return state;
    }

    /// <summary>Orleans' own access to a state, which takes part in no move.</summary>
    private sealed class Reread<TState>(string name, IGrainContext context, IGrainStorage storage) : StateStorageBridge<TState>(name, context, storage), IPersistentState<TState>;
}
