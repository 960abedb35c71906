using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Processes.Machines;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>What passes between machines while clients call functions and draw keys has neither arguments nor results nor keys in it.</summary>
[Collection(LaidOutClusterGroup.Name)]
public sealed class CaptureTests(LaidOutClusterFixture fixture)
{
    private const int Invocations = 100;
    private const int Draws = 20;
    private const int Port = 4711;

    /// <summary>The first of anything takes long on a busy computer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LeakSearcher searcher = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatPassesTheSwitch_HasNoArgumentsResultsOrKeys()
    {
        var cluster = fixture.Cluster;
        using var clients = new ClusterClients(cluster, Patience);
        using var capture = new PacketCapture(cluster.Network);

        var patient = new PatientClients(clients, Stop);
        await InvokeAsync(patient);
        await DrawAsync(patient);
        var sentinel = $"sentinel-{RandomNumberGenerator.GetHexString(32)}";
        searcher.AddText("sentinel", sentinel);
        await SendInClearAsync(cluster.Network, sentinel);

        // The switch passes frames in their order: what was sent before the sentinel was seen before it.
        await capture.WhenAsync(streams => streams.Contents.Any(one => one.Content.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(sentinel)))).WaitAsync(Stop);
        var found = capture.Contents().SelectMany((content, index) => searcher.Search($"stream {index}", content)).ToList();
        Assert.Equal("sentinel", Assert.Single(found.Select(leak => leak.Secret).Distinct()));
    }

    private async Task InvokeAsync(PatientClients clients)
    {
        for (var number = 0; number < Invocations; number++)
        {
            var said = RandomNumberGenerator.GetHexString(32);
            searcher.AddText("arguments and result", said);
            Assert.Contains(said, await clients.EchoAsync($$"""{"said":"{{said}}"}"""), StringComparison.Ordinal);
        }
    }

    private async Task DrawAsync(PatientClients clients)
    {
        foreach (var pair in Enumerable.Repeat(ClusterClients.Pairs, Draws).SelectMany(pairs => pairs))
        {
            foreach (var key in await clients.DrawAndFetchAsync(pair, 4))
            {
                searcher.AddKey("key", key.Bytes);
            }
        }
    }

    /// <summary>Shows that the capture sees what does pass in clear.</summary>
    private static async Task SendInClearAsync(MachineNetwork network, string text)
    {
        using var listener = NamespaceSocket.Open(network[LaidOutCluster.Edge].Namespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(network[LaidOutCluster.Edge].Address, Port));
            socket.Listen();
            return socket;
        });
        using var sender = NamespaceSocket.Open(network[LaidOutCluster.Clinic].Namespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(network[LaidOutCluster.Edge].Address, Port);
            return socket;
        });
        using var receiver = await listener.AcceptAsync(Stop);
        await sender.SendAsync(Encoding.UTF8.GetBytes(text), Stop);
        Assert.Equal(text.Length, await receiver.ReceiveAsync(new byte[text.Length], Stop));
    }
}
