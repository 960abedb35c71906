using System.Net.Sockets;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>
/// Keeps what TCP carries between the machines: every frame at the switch, put together by connection and direction in the order of their sequence
/// numbers, so that nothing hides by standing across two frames.
/// </summary>
internal sealed class PacketCapture : IDisposable
{
    private const int AllProtocolsInNetworkOrder = 0x0300;
    private const int BufferBytes = 64 * 1024 * 1024;

    private readonly Socket socket;
    private readonly Thread reader;
    private readonly TcpStreams streams = new();
    private readonly List<(Func<TcpStreams, bool> Seen, TaskCompletionSource Done)> waiting = [];

    /// <summary>Begins to listen at the switch of a network.</summary>
    public PacketCapture(MachineNetwork network)
    {
        socket = NamespaceSocket.Open(
            network.Switch,
            () => new Socket(AddressFamily.Packet, SocketType.Raw, (ProtocolType)AllProtocolsInNetworkOrder) { ReceiveBufferSize = BufferBytes });
        reader = new Thread(Read) { IsBackground = true };
        reader.Start();
    }

    /// <summary>What was carried so far, each direction of each connection by itself.</summary>
    public IReadOnlyList<byte[]> Contents()
    {
        lock (streams)
        {
            return [.. streams.Contents.Select(one => one.Content)];
        }
    }

    /// <summary>Completes when what is waited for was carried.</summary>
    public Task WhenAsync(Func<TcpStreams, bool> seen)
    {
        lock (streams)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((seen, done));
            Tell();
            return done.Task;
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        reader.Join();
    }

    private void Read()
    {
        var frame = new byte[128 * 1024];
        while (true)
        {
            int length;
            try
            {
                length = socket.Receive(frame);
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }

            lock (streams)
            {
                streams.Add(frame.AsSpan(0, length));
                Tell();
            }
        }
    }

    private void Tell()
    {
        foreach (var one in waiting.Where(one => one.Seen(streams)).ToList())
        {
            waiting.Remove(one);
            one.Done.SetResult();
        }
    }
}
