using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Storage;

/// <summary>A state of an activation over a store. Only turns of the activation may touch it.</summary>
internal sealed class PersistentState<TState>(GrainActivation activation, StateKey key, IGrainStateStore store)
    : IPersistentState<TState>, ILoadedState
{
    private TState _state = Activator.CreateInstance<TState>();

    public TState State
    {
        get
        {
            activation.CheckTurn();
            return _state;
        }

        set
        {
            activation.CheckTurn();
            _state = value;
        }
    }

    public string? Etag { get; private set; }

    public bool RecordExists => Etag is not null;

    public async Task ReadStateAsync(CancellationToken cancellationToken = default)
    {
        activation.CheckTurn();
        var stored = await store.ReadAsync(key, cancellationToken);
        _state = stored is null
            ? Activator.CreateInstance<TState>()
            : JsonSerializer.Deserialize<TState>(stored.Utf8Json.Span, GrainStateJson.Options)!;
        Etag = stored?.Etag;
    }

    public async Task WriteStateAsync(CancellationToken cancellationToken = default)
    {
        activation.CheckTurn();
        var json = JsonSerializer.SerializeToUtf8Bytes(_state, GrainStateJson.Options);
        try
        {
            Etag = await store.WriteAsync(key, json, Etag, cancellationToken);
        }
        catch (InconsistentStateException)
        {
            activation.HasStaleState = true;
            throw;
        }
    }

    public async Task ClearStateAsync(CancellationToken cancellationToken = default)
    {
        activation.CheckTurn();
        try
        {
            await store.ClearAsync(key, Etag, cancellationToken);
        }
        catch (InconsistentStateException)
        {
            activation.HasStaleState = true;
            throw;
        }

        (_state, Etag) = (Activator.CreateInstance<TState>(), null);
    }
}
