using System.Globalization;
using Orleans.Storage;

namespace QkdMec.Tests.Hosts;

/// <summary>Grain states by key, fenced by version, on either host. They can be rolled back, and writes can fail before or after they took effect.</summary>
internal sealed class RewindableStates
{
    private readonly Lock gate = new();
    private Dictionary<string, StoredBytes> states = [];
    private long last;

    public bool FailsBeforeWriting { get; set; }

    public bool FailsAfterWriting { get; set; }

    public Dictionary<string, StoredBytes> Snapshot()
    {
        lock (gate)
        {
            return new(states);
        }
    }

    public void RollBack(Dictionary<string, StoredBytes> snapshot)
    {
        lock (gate)
        {
            states = new(snapshot);
        }
    }

    public StoredBytes? Read(string key)
    {
        lock (gate)
        {
            return states.GetValueOrDefault(key);
        }
    }

    /// <summary>Stores the body if the stored version is the given one (null: nothing stored); answers the new version.</summary>
    public string Write(string key, byte[] body, string? version)
    {
        lock (gate)
        {
            if (FailsBeforeWriting)
            {
                throw new IOException("the disk is full");
            }

            RequireVersion(key, version);
            var next = (++last).ToString(CultureInfo.InvariantCulture);
            states[key] = new StoredBytes(body, next);
            return FailsAfterWriting ? throw new IOException("the disk went away") : next;
        }
    }

    public void Clear(string key, string? version)
    {
        lock (gate)
        {
            RequireVersion(key, version);
            states.Remove(key);
        }
    }

    private void RequireVersion(string key, string? version)
    {
        if (states.GetValueOrDefault(key)?.Version != version)
        {
            throw new InconsistentStateException($"{key} is stored in another version");
        }
    }
}
