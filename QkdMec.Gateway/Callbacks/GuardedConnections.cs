using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Gateway.Callbacks;

/// <summary>
/// Connections to addresses that somebody outside named, such as call-backs and package sources. What counts is the address that is really connected to,
/// whatever name led there: never a listener of this system, nothing link-local, no metadata service of a cloud.
/// </summary>
public sealed class GuardedConnections
{
    private const int LargestHeadKilobytes = 16;
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(1);

    private readonly IEnumerable<Uri> ownListeners;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <summary>Guards against this system's listeners.</summary>
    /// <param name="ownListeners">Every listener of this system; looked through anew for each connection, for listeners may come.</param>
    public GuardedConnections(IEnumerable<Uri> ownListeners)
        : this(ownListeners, Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>As the other, with names resolved by <paramref name="resolve"/>.</summary>
    internal GuardedConnections(IEnumerable<Uri> ownListeners, Func<string, CancellationToken, Task<IPAddress[]>> resolve) =>
        (this.ownListeners, this.resolve) = (ownListeners, resolve);

    /// <summary>
    /// A handler whose connections are all guarded: no redirects, no proxy, no cookies, no credentials, no trace headers. A refusal is the
    /// <see cref="RefusedTargetException"/> within its <see cref="HttpRequestException"/>.
    /// </summary>
    /// <param name="connectWithin">How long a connection may take.</param>
    /// <param name="moreAuthorities">Authorities that are trusted beside the machine's; null for none.</param>
    public SocketsHttpHandler CreateHandler(TimeSpan connectWithin, X509Certificate2Collection? moreAuthorities = null) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        Credentials = null,
        ActivityHeadersPropagator = null,
        ConnectTimeout = connectWithin,
        ConnectCallback = ConnectAsync,
        MaxResponseHeadersLength = LargestHeadKilobytes,

        // What an answer has left over is not read to save a connection, and a name that moved is looked at again soon.
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = ConnectionLife,
        SslOptions = GuardedTls.ClientOptions(moreAuthorities),
    };

    /// <summary>The addresses of a name that may be connected to, in the order of the resolver.</summary>
    /// <exception cref="RefusedTargetException">There are addresses, and none of them may be.</exception>
    internal async Task<IReadOnlyList<IPAddress>> FindAsync(string host, int port, CancellationToken cancellationToken)
    {
        var allowed = new List<IPAddress>();
        var refusal = default(string);
        foreach (var address in await ResolveAsync(host, cancellationToken))
        {
            var reason = GuardedAddresses.WhyNot(address)
                ?? (await IsListenerAsync(address, port, cancellationToken) ? "is a listener of this system" : null);
            if (reason is null)
            {
                allowed.Add(address);
            }

            refusal ??= reason is null ? null : $"{new IPEndPoint(address, port)} {reason}";
        }

        return allowed.Count > 0 || refusal is null ? allowed : throw new RefusedTargetException($"'{host}' is not connected to: {refusal}.");
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in await FindAsync(host, port, cancellationToken))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last;
    }

    private async Task<bool> IsListenerAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        foreach (var own in ownListeners.Where(own => own.Port == port))
        {
            foreach (var listening in await ResolveOwnAsync(own.IdnHost, cancellationToken))
            {
                if (listening.Equals(address) || (GuardedAddresses.IsOwn(listening) && GuardedAddresses.IsOwn(address)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private async Task<IEnumerable<IPAddress>> ResolveOwnAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return await ResolveAsync(host, cancellationToken);
        }
        catch (SocketException)
        {
            // A listener whose name is not known here cannot be reached by any address that this machine could tell.
            return [];
        }
    }

    private async Task<IEnumerable<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? [GuardedAddresses.Plain(address)]
            : (await resolve(host, cancellationToken)).Select(GuardedAddresses.Plain).Distinct();
}
