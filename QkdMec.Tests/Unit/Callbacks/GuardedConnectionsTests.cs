using System.Net;
using System.Net.Sockets;
using QkdMec.Gateway.Callbacks;

namespace QkdMec.Tests.Unit.Callbacks;

/// <summary>Does the address count that is connected to, and not the name that led there?</summary>
public sealed class GuardedConnectionsTests
{
    private static readonly Dictionary<string, string[]> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["edge.example"] = ["192.0.2.80"],
        ["localhost"] = ["::1", "127.0.0.1"],
        ["device.example"] = ["192.0.2.7"],
        ["own.example"] = ["127.0.0.1"],
        ["public.example"] = ["192.0.2.80"],
        ["metadata.example"] = ["169.254.169.254"],
        ["mixed.example"] = ["169.254.169.254", "192.0.2.7", "127.0.0.1"],
        ["hidden.example"] = ["64:ff9b::a9fe:a9fe"],
    };

    private readonly GuardedConnections connections = new(
        [new Uri("http://127.0.0.1:8080"), new Uri("http://0.0.0.0:8081"), new Uri("https://edge.example/mec"), new Uri("http://unknown.example:8080")], ResolveAsync);

    [Theory]
    [InlineData("device.example", 8080, "192.0.2.7")]
    [InlineData("192.0.2.7", 443, "192.0.2.7")]
    [InlineData("own.example", 9000, "127.0.0.1")]
    [InlineData("localhost", 9000, "::1 127.0.0.1")]
    [InlineData("[::1]", 9000, "::1")]
    [InlineData("public.example", 8443, "192.0.2.80")]
    [InlineData("mixed.example", 8080, "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", 80, "192.0.2.7")]
    public async Task Find_OfAnotherPlace_GivesTheAddressesThatMayBeConnectedTo(string host, int port, string addresses) =>
        Assert.Equal(addresses, string.Join(' ', await connections.FindAsync(host, port, CancellationToken.None)));

    [Theory]
    [InlineData("own.example", 8080)]
    [InlineData("localhost", 8080)]
    [InlineData("localhost", 8081)]
    [InlineData("127.1.2.3", 8080)]
    [InlineData("::ffff:127.0.0.1", 8080)]
    [InlineData("[::1]", 8080)]
    [InlineData("public.example", 443)]
    [InlineData("192.0.2.80", 443)]
    [InlineData("metadata.example", 80)]
    [InlineData("hidden.example", 80)]
    [InlineData("169.254.1.1", 80)]
    [InlineData("::ffff:169.254.169.254", 80)]
    [InlineData("fe80::1%1", 80)]
    [InlineData("100.100.100.200", 80)]
    [InlineData("fd00:ec2::254", 80)]
    [InlineData("0.0.0.0", 9000)]
    [InlineData("0.1.2.3", 9000)]
    [InlineData("::", 9000)]
    [InlineData("224.0.0.1", 9000)]
    [InlineData("255.255.255.255", 9000)]
    [InlineData("ff02::1", 9000)]
    public async Task Find_OfWhatIsNotForStrangers_IsRefused(string host, int port) =>
        await Assert.ThrowsAsync<RefusedTargetException>(() => connections.FindAsync(host, port, CancellationToken.None));

    [Fact]
    public async Task Find_OfANameWithoutAddress_IsTheResolversFault() =>
        await Assert.ThrowsAsync<SocketException>(() => connections.FindAsync("nowhere.example", 80, CancellationToken.None));

    [Fact]
    public async Task Handler_WhenANameLeadsToAnOwnListener_RefusesBeforeItConnects()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var http = new HttpClient(new GuardedConnections([new Uri($"http://127.0.0.1:{port}")], ResolveAsync).CreateHandler(TimeSpan.FromMinutes(1)));

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://own.example:{port}/"), TestContext.Current.CancellationToken));

        Assert.IsType<RefusedTargetException>(fault.InnerException);
        Assert.False(listener.Pending());
    }

    private static Task<IPAddress[]> ResolveAsync(string name, CancellationToken cancellationToken) => Names.TryGetValue(name, out var addresses)
        ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())
        : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
}
