using QkdMec.Grains.Identity;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>A worker's end of one host's session: keys, counters and window. Safe for concurrent use.</summary>
internal sealed class WorkerSession(WorkerEnds ends, string name, HostSessionOptions options, DateTimeOffset now) : IDisposable
{
    private readonly Lock gate = new();
    private readonly HostSession keys = new(ends.IdentityOf(name), options, MessageForm.Activation);
    private long highestAsked;
    private int running;
    private bool isClosed;

    /// <summary>Whose session it is.</summary>
    public SaeId Host => ends.Host;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>When it was used last.</summary>
    public DateTimeOffset UsedAt { get; private set; } = now;

    /// <summary>Whether nothing runs that has its outcome sealed here.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return running == 0;
            }
        }
    }

    /// <summary>Admits a generation once, before its key is fetched: no key serves two.</summary>
    public bool TryAsk(long generation, DateTimeOffset at)
    {
        lock (gate)
        {
            UsedAt = at;
            if (generation <= highestAsked)
            {
                return false;
            }

            highestAsked = generation;
            return true;
        }
    }

    /// <summary>Makes a key ready; the caller disposes it.</summary>
    public bool Install(KeyMaterial key, WorkerKey named, DateTimeOffset at)
    {
        lock (gate)
        {
            return !isClosed && keys.Install(key, ends.TranscriptOf(named), at);
        }
    }

    /// <summary>Opens an activation. One that is opened is given back by <see cref="End"/>.</summary>
    public OpenedRequest Open(ReadOnlySpan<byte> message, DateTimeOffset at)
    {
        lock (gate)
        {
            UsedAt = at;
            var opened = isClosed ? keys.Open([], at) : keys.Open(message, at);
            running += opened.Refusal == RequestRefusal.None ? 1 : 0;
            return opened;
        }
    }

    /// <summary>Seals what became of an activation.</summary>
    public byte[] Seal(OpenedRequest request, ResultStatus status, ReadOnlySpan<byte> outcome)
    {
        lock (gate)
        {
            return keys.Seal(request, status, outcome);
        }
    }

    /// <summary>An activation is over.</summary>
    public void End(OpenedRequest request, DateTimeOffset at)
    {
        lock (gate)
        {
            request.Dispose();
            UsedAt = at;
            running--;
        }
    }

    /// <summary>Destroys keys that have had their time.</summary>
    public void Sweep(DateTimeOffset at)
    {
        lock (gate)
        {
            keys.RetireOldKeys(at);
        }
    }

    /// <summary>Destroys all keys.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            keys.Dispose();
        }
    }
}
