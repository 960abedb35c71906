using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Does the proxy pass on and keep what passes?</summary>
public sealed class RecordingProxyTests
{
    [Fact]
    public async Task Proxy_KeepsBothDirections()
    {
        var stop = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var proxy = new RecordingProxy { Target = (IPEndPoint)listener.LocalEndpoint };
        using var near = new TcpClient();
        await near.ConnectAsync(proxy.Endpoint, stop);
        using var far = await listener.AcceptTcpClientAsync(stop);

        await near.GetStream().WriteAsync("question"u8.ToArray(), stop);
        var question = new byte[8];
        await far.GetStream().ReadExactlyAsync(question, stop);
        await far.GetStream().WriteAsync("answer"u8.ToArray(), stop);
        var answer = new byte[6];
        await near.GetStream().ReadExactlyAsync(answer, stop);

        Assert.Equal("question"u8.ToArray(), question);
        Assert.Equal("answer"u8.ToArray(), answer);
        Assert.Contains(proxy.Recorded, recorded => recorded.Bytes.AsSpan().SequenceEqual("question"u8));
        Assert.Contains(proxy.Recorded, recorded => recorded.Bytes.AsSpan().SequenceEqual("answer"u8));
    }
}
