using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>Do the machines of the tests behave as machines do? Otherwise nothing seen on them counts.</summary>
public sealed class MachineNetworkTests
{
    private const int Port = 4711;

    public MachineNetworkTests()
    {
        if (IpCommand.WhyNot is { } reason)
        {
            Assert.Skip(reason);
        }
    }

    [Fact]
    public async Task Machines_ReachOneAnother_UntilTheyAreCutOrParted()
    {
        using var network = new MachineNetwork("a", "b", "c");
        using var listener = Listen(network["b"]);

        await AskAsync(network["a"], listener);
        network.Part("a", "b");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectWithinAsync(network["a"], network["b"], TimeSpan.FromMilliseconds(300)));
        await AskAsync(network["c"], listener);
        network.Join("a", "b");
        await AskAsync(network["a"], listener);

        network.Cut("b");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConnectWithinAsync(network["a"], network["b"], TimeSpan.FromMilliseconds(300)));
        network.Mend("b");
        await AskAsync(network["a"], listener);
    }

    [Fact]
    public async Task Capture_KeepsWhatPassesBetweenMachines()
    {
        using var network = new MachineNetwork("a", "b");
        using var capture = new PacketCapture(network);
        using var listener = Listen(network["b"]);

        await AskAsync(network["a"], listener);

        await capture.WhenAsync(streams => Has(streams, "question"u8)).WaitAsync(TestContext.Current.CancellationToken);
        await capture.WhenAsync(streams => Has(streams, "answer"u8)).WaitAsync(TestContext.Current.CancellationToken);
    }

    private static bool Has(TcpStreams streams, ReadOnlySpan<byte> content)
    {
        foreach (var one in streams.Contents)
        {
            if (one.Content.AsSpan().SequenceEqual(content))
            {
                return true;
            }
        }

        return false;
    }

    private static Socket Listen(NetworkMachine machine) => NamespaceSocket.Open(machine.Namespace, () =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(machine.Address, Port));
        socket.Listen();
        return socket;
    });

    private static Socket Connect(NetworkMachine from, NetworkMachine to) => NamespaceSocket.Open(from.Namespace, () =>
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(to.Address, Port);
        return socket;
    });

    private static async Task ConnectWithinAsync(NetworkMachine from, NetworkMachine to, TimeSpan limit)
    {
        using var within = new CancellationTokenSource(limit);
        using var socket = NamespaceSocket.Open(from.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(to.Address, Port, within.Token);
    }

    private static async Task AskAsync(NetworkMachine from, Socket listener)
    {
        var stop = TestContext.Current.CancellationToken;
        using var near = Connect(from, new NetworkMachine("", "", "", ((IPEndPoint)listener.LocalEndPoint!).Address));
        using var far = await listener.AcceptAsync(stop);
        await near.SendAsync("question"u8.ToArray(), stop);
        Assert.Equal("question"u8.ToArray(), await ReceiveAsync(far, 8));
        await far.SendAsync("answer"u8.ToArray(), stop);
        Assert.Equal("answer"u8.ToArray(), await ReceiveAsync(near, 6));
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket, int count)
    {
        using var stream = new NetworkStream(socket);
        var received = new byte[count];
        await stream.ReadExactlyAsync(received, TestContext.Current.CancellationToken);
        return received;
    }
}
