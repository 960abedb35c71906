using System.Collections.Concurrent;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.KeyStores;

/// <summary>The client key store: the current keys of all security contexts, in memory only, each by its context; zeroed when removed.</summary>
internal sealed class ClientKeyStore : IDisposable
{
    private readonly ConcurrentDictionary<string, ClientSession> sessions = new(StringComparer.Ordinal);

    /// <summary>How many contexts have room for a key.</summary>
    public int Count => sessions.Count;

    /// <summary>Makes room for the keys of a context.</summary>
    /// <exception cref="InvalidOperationException">There is room already: two contexts would share a key.</exception>
    public ClientSession Open(ContextIdentity identity)
    {
        var session = new ClientSession(identity);
        return sessions.TryAdd(identity.Context, session)
            ? session
            : throw new InvalidOperationException($"context {identity.Context} is in the key store already");
    }

    /// <summary>Destroys the keys of a context.</summary>
    public void Remove(string context)
    {
        if (sessions.TryRemove(context, out var session))
        {
            session.Dispose();
        }
    }

    /// <summary>Destroys all keys.</summary>
    public void Dispose()
    {
        foreach (var context in sessions.Keys)
        {
            Remove(context);
        }
    }
}
