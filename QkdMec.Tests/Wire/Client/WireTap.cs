using System.Net;
using System.Net.Sockets;

namespace QkdMec.Tests.Wire.Client;

/// <summary>A TCP relay between client perimeter and gateway that keeps every byte, and cuts the line when told.</summary>
internal sealed class WireTap : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly MemoryStream seen = new();
    private readonly Task accepting;

    public WireTap()
    {
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Where the line leads.</summary>
    public Uri Target { get; set; } = null!;

    /// <summary>When set, answers that contain this are cut off instead of delivered.</summary>
    public string? CutAnswersWith { get; set; }

    /// <summary>Everything that crossed, both ways.</summary>
    public byte[] Seen
    {
        get
        {
            lock (seen)
            {
                return seen.ToArray();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            using (near)
            {
                await far.ConnectAsync(Target.Host, Target.Port, stop.Token);
                await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), false), CopyAsync(far.GetStream(), near.GetStream(), true));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // The connection is over.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, stop.Token)) > 0)
        {
            lock (seen)
            {
                seen.Write(buffer, 0, read);
            }

            if (isAnswer && CutAnswersWith is { } mark && System.Text.Encoding.Latin1.GetString(buffer, 0, read).Contains(mark, StringComparison.Ordinal))
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
        }
    }
}
