using Orleans.Storage;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>Keeps the states of an Orleans silo in <see cref="RewindableStates"/>.</summary>
internal sealed class TestGrainStorage(RewindableStates states) : IGrainStorage
{
    private readonly StateJsonSerializer json = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = states.Read(Key(stateName, grainId));
        grainState.State = found is null ? Activator.CreateInstance<T>() : json.Deserialize<T>(new BinaryData(found.Body))!;
        (grainState.ETag, grainState.RecordExists) = (found?.Version, found is not null);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = states.Write(Key(stateName, grainId), json.Serialize(grainState.State).ToArray(), grainState.ETag);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        states.Clear(Key(stateName, grainId), grainState.ETag);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static string Key(string stateName, GrainId grainId) => $"{grainId}:{stateName}";
}
