using System.Net;
using Microsoft.AspNetCore.Connections;

namespace QkdMec.Gateway.Qkd014;

/// <summary>
/// Bounds the connections that have not finished their TLS handshake. One too many ends the oldest, not the newest: an honest client is through in
/// milliseconds, so the oldest are those that stay silent, and they cannot keep honest clients of the same address out.
/// </summary>
internal sealed class Handshakes(Qkd014Options options)
{
    private readonly Lock gate = new();
    private readonly LinkedList<ConnectionContext> all = new();
    private readonly Dictionary<IPAddress, LinkedList<ConnectionContext>> byAddress = [];

    /// <summary>The connection middleware, before TLS.</summary>
    public ConnectionDelegate Begin(ConnectionDelegate next) => async connection =>
    {
        using var handshake = Enter(connection);
        connection.Features.Set(handshake);
        await next(connection);
    };

    /// <summary>The connection middleware, after TLS.</summary>
    public ConnectionDelegate End(ConnectionDelegate next) => connection =>
    {
        connection.Features.Get<Handshake>()?.Dispose();
        return next(connection);
    };

    private Handshake Enter(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var handshake = new Handshake(this, address, new(connection), new(connection));
        ConnectionContext? tooMany;
        lock (gate)
        {
            var same = byAddress.TryGetValue(address, out var known) ? known : byAddress[address] = new();
            all.AddLast(handshake.InAll);
            same.AddLast(handshake.InAddress);
            tooMany = same.Count > options.MaxHandshakesPerAddress ? same.First!.Value : all.Count > options.MaxHandshakes ? all.First!.Value : null;
        }

        if (tooMany is not null)
        {
            // It leaves the lists at once: its own end may take a moment, and others come meanwhile.
            tooMany.Features.Get<Handshake>()?.Dispose();
            tooMany.Abort(new ConnectionAbortedException("too many unfinished handshakes"));
        }

        return handshake;
    }

    private void Leave(Handshake handshake)
    {
        lock (gate)
        {
            if (handshake.InAll.List is null)
            {
                return;
            }

            all.Remove(handshake.InAll);
            var same = byAddress[handshake.Address];
            same.Remove(handshake.InAddress);
            if (same.Count == 0)
            {
                byAddress.Remove(handshake.Address);
            }
        }
    }

    /// <summary>A connection's place among those without a finished handshake; left once.</summary>
    private sealed record Handshake(
        Handshakes Owner, IPAddress Address, LinkedListNode<ConnectionContext> InAll, LinkedListNode<ConnectionContext> InAddress) : IDisposable
    {
        public void Dispose() => Owner.Leave(this);
    }
}
