using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>A TCP proxy on the loopback address that keeps every byte that passes, in both directions.</summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Recording> recordings = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Task accepting;

    /// <summary>Starts to listen on a free port.</summary>
    public RecordingProxy()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where connections lead to; set it before the first one.</summary>
    public IPEndPoint? Target { get; set; }

    /// <summary>Where to connect to instead of the target.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>What passed so far, one entry for each direction of each connection.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Recorded => [.. recordings.Select(recording => (recording.Name, recording.Snapshot()))];

    /// <summary>Closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            try
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token), number));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Disposed: there is nothing more to accept.
                return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client, int number)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(Target ?? throw new InvalidOperationException("the proxy has no target yet"), stop.Token);
            await using var nearStream = new NetworkStream(near.Client);
            await using var farStream = new NetworkStream(far.Client);
            await Task.WhenAll(
                CopyAsync(nearStream, farStream, Begin($"connection {number} to the gateway")),
                CopyAsync(farStream, nearStream, Begin($"connection {number} from the gateway")));
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
        {
            // One side is gone: closing both tells the other.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Recording recording)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, stop.Token) is var read and > 0)
        {
            recording.Write(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }

        to.Socket.Shutdown(SocketShutdown.Send);
    }

    private Recording Begin(string name)
    {
        var recording = new Recording(name);
        recordings.Enqueue(recording);
        return recording;
    }

    private sealed class Recording(string name)
    {
        private readonly Lock gate = new();
        private readonly MemoryStream bytes = new();

        public string Name { get; } = name;

        public void Write(ReadOnlySpan<byte> part)
        {
            lock (gate)
            {
                bytes.Write(part);
            }
        }

        public byte[] Snapshot()
        {
            lock (gate)
            {
                return bytes.ToArray();
            }
        }
    }
}
