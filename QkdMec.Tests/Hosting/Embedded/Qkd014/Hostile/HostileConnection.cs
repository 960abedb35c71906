using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014.Hostile;

/// <summary>A connection to beta's listener that does not do as it should.</summary>
internal sealed class HostileConnection : IDisposable
{
    /// <summary>The begin of a TLS record with a client's hello, whose rest never comes.</summary>
    private static readonly byte[] HalfHello = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01];

    private readonly TcpClient tcp;
    private readonly Stream stream;

    private HostileConnection(TcpClient tcp, Stream stream) => (this.tcp, this.stream) = (tcp, stream);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Connects and says nothing.</summary>
    public static async Task<HostileConnection> SilentAsync(Qkd014World world)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, world.BetaAddress.Port, Cancellation);
        return new HostileConnection(tcp, tcp.GetStream());
    }

    /// <summary>Begins a handshake and does not end it.</summary>
    public static async Task<HostileConnection> HalfShakenAsync(Qkd014World world)
    {
        var connection = await SilentAsync(world);
        await connection.stream.WriteAsync(HalfHello, Cancellation);
        return connection;
    }

    /// <summary>Ends the handshake as a SAE and says nothing more.</summary>
    public static async Task<HostileConnection> ShakenAsync(Qkd014World world, X509Certificate2 certificate)
    {
        var plain = await SilentAsync(world);
        var tls = new SslStream(plain.stream);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", ClientCertificates = [certificate], RemoteCertificateValidationCallback = (_, _, _, _) => true },
            Cancellation);
        return new HostileConnection(plain.tcp, tls);
    }

    /// <summary>Ends the handshake and says the first part of a request.</summary>
    public static async Task<HostileConnection> BegunAsync(Qkd014World world, X509Certificate2 certificate, string begin)
    {
        var connection = await ShakenAsync(world, certificate);
        await connection.SendAsync(begin);
        return connection;
    }

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);

    /// <summary>Sends what is given, over and over, and takes no notice of what comes, until the server closes the connection.</summary>
    public async Task DribbleAsync(string text, TimeSpan pause)
    {
        var closed = ReadToEndAsync();
        try
        {
            while (await Task.WhenAny(closed, Task.Delay(pause, Cancellation)) != closed)
            {
                await SendAsync(text);
            }
        }
        catch (IOException)
        {
            // The server closed it while this was sent.
        }

        await closed;
    }

    /// <summary>What the server says next.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var room = new byte[4096];
        return Encoding.ASCII.GetString(room, 0, await stream.ReadAsync(room, Cancellation));
    }

    /// <summary>All that the server says until it closes the connection, however it does that.</summary>
    public async Task<string> ReadToEndAsync()
    {
        var said = new StringBuilder();
        var room = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(room, Cancellation)) > 0;)
            {
                said.Append(Encoding.ASCII.GetString(room, 0, read));
            }
        }
        catch (IOException)
        {
            // Reset instead of closed: it ends all the same.
        }

        return said.ToString();
    }

    public void Dispose()
    {
        stream.Dispose();
        tcp.Dispose();
    }
}
