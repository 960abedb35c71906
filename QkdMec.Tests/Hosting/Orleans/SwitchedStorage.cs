using Orleans.Core;
using Orleans.Storage;

namespace QkdMec.Tests.Hosting;

/// <summary>The stored state of a single grain: notes each write, and refuses all once somebody else wrote.</summary>
internal sealed class SwitchedStorage<TState>(TState state, ICollection<string> log) : IStorage<TState>
{
    private int version;

    public TState State { get; set; } = state;

    public string Etag => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool RecordExists => version > 0;

    /// <summary>Another activation wrote in between.</summary>
    public bool IsOvertaken { get; set; }

    public Task ReadStateAsync() => Task.CompletedTask;

    public Task WriteStateAsync()
    {
        if (IsOvertaken)
        {
            throw new InconsistentStateException("somebody else wrote");
        }

        version++;
        log.Add("saved");
        return Task.CompletedTask;
    }

    public Task ClearStateAsync() => throw new NotSupportedException("nothing is cleared here");
}
