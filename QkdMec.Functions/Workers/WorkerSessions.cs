using QkdMec.Grains.Identity;

namespace QkdMec.Functions.Workers;

/// <summary>The sessions that a worker has with its hosts, bounded. Safe for concurrent use.</summary>
internal sealed class WorkerSessions(WorkerOptions options, TimeProvider time) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<WorkerSession> sessions = [];

    /// <summary>A host's session; null when there is none.</summary>
    public WorkerSession? Find(SaeId host, string name)
    {
        lock (gate)
        {
            return sessions.Find(session => session.Host == host && session.Name == name);
        }
    }

    /// <summary>A host's session, made when there is none. Null when there are too many of this host in use.</summary>
    public WorkerSession? Open(SaeId host, string name)
    {
        lock (gate)
        {
            if (Find(host, name) is { } known)
            {
                return known;
            }

            if (sessions.Count >= options.MaxSessions && !TryGiveWay(host))
            {
                return null;
            }

            var opened = new WorkerSession(new WorkerEnds(host, options.Sae), name, options.Session, time.GetUtcNow());
            sessions.Add(opened);
            return opened;
        }
    }

    /// <summary>Destroys keys that have had their time, and what was not used for long.</summary>
    public void Sweep()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var session in sessions.ToArray())
            {
                session.Sweep(now);
                if (session.IsIdle && now - session.UsedAt >= options.ForgetAfter)
                {
                    Forget(session);
                }
            }
        }
    }

    /// <summary>Destroys all keys.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            sessions.ForEach(session => session.Dispose());
            sessions.Clear();
        }
    }

    // One host cannot push another one's sessions out: its own give way as long as it has more than its share.
    private bool TryGiveWay(SaeId host)
    {
        var share = Math.Max(1, options.MaxSessions / options.Hosts.Length);
        var ofHost = sessions.FindAll(session => session.Host == host);
        var candidates = ofHost.Count >= share ? ofHost : sessions;
        var oldest = candidates.Where(session => session.IsIdle).MinBy(session => session.UsedAt);
        if (oldest is not null)
        {
            Forget(oldest);
        }

        return oldest is not null;
    }

    private void Forget(WorkerSession session)
    {
        sessions.Remove(session);
        session.Dispose();
    }
}
