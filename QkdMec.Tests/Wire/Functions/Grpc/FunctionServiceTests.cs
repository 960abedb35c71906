using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using QkdMec.Gateway.Hosting;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Functions.Grpc;

/// <summary>What gRPC adds to the requests to a context: statuses, limits, deadlines, and requests that no generated client makes.</summary>
public sealed class FunctionServiceTests : IAsyncLifetime
{
    private const string Context = "0123456789abcdef0123456789abcdef";
    private const string Negotiate = "/qkdmec.functions.v1.SecuredFunctions/Negotiate";

    private readonly WebApplication gateway = GatewayApplication.Build(
        new GatewayOptions { Address = new Uri("http://127.0.0.1:0"), PlainGrpcAddress = new Uri("http://127.0.0.1:0") }, NoGrains.Create());

    private GrpcCalls calls = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gateway.StartAsync(Stop);
        calls = new GrpcCalls(Address);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await gateway.DisposeAsync();
    }

    private Uri Address => new(gateway.Urls.Last());

    [Fact]
    public async Task Request_WithoutAContext_IsNotFound()
    {
        var request = new NegotiateRequest { SaeId = "sae-hospital", CipherSuites = { "A256GCM" } };
        Assert.Equal((StatusCode.NotFound, "unknown-context", null), await GrpcCalls.RefusedAsync(calls.Functions.NegotiateAsync(request, cancellationToken: Stop)));
    }

    [Fact]
    public async Task Document_ThatIsTooLarge_IsRefused()
    {
        var request = GrpcCalls.Offer(Context);
        request.SaeId = new string('x', 40_000);
        Assert.Equal((StatusCode.ResourceExhausted, "too-large", null), await GrpcCalls.RefusedAsync(calls.Functions.NegotiateAsync(request, cancellationToken: Stop)));
    }

    [Fact]
    public async Task Frame_ThatAnnouncesTooMuch_IsRefusedBeforeItArrives()
    {
        // A frame's head alone; no byte of the message follows.
        var length = MessageLimits.MaxMessageBytes + 10_000;
        var body = new byte[] { 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length };
        Assert.Equal(StatusCode.ResourceExhausted, await SendRawAsync(body));
    }

    [Fact]
    public async Task Frame_ThatIsCompressed_IsNotTaken() =>
        Assert.Equal(StatusCode.Unimplemented, await SendRawAsync([1, 0, 0, 0, 1, 0], request => request.Headers.Add("grpc-encoding", "gzip")));

    [Fact]
    public async Task Message_ThatIsNone_IsRefused() => Assert.Equal(StatusCode.Unknown, await SendRawAsync([0, 0, 0, 0, 2, 0xFF, 0xFF]));

    [Theory]
    [InlineData("/qkdmec.functions.v1.SecuredFunctions/Decrypt")]
    [InlineData("/other.Service/Negotiate")]
    public async Task Method_ThatIsUnknown_IsUnimplemented(string path) => Assert.Equal(StatusCode.Unimplemented, await SendRawAsync([0, 0, 0, 0, 0], path: path));

    [Fact]
    public async Task Sender_OfAnotherHostOrOrigin_IsRefused()
    {
        Assert.Equal(StatusCode.PermissionDenied, await SendRawAsync([0, 0, 0, 0, 0], request => request.Headers.Host = "evil.example"));
        Assert.Equal(StatusCode.PermissionDenied, await SendRawAsync([0, 0, 0, 0, 0], request => request.Headers.Add("Origin", "https://evil.example")));
    }

    [Fact]
    public async Task Request_ThatNoPageMayMake_IsNotTakenAsGrpc()
    {
        using var http = new HttpClient();
        using var request = Raw(Negotiate, [0, 0, 0, 0, 0], "text/plain");
        using var response = await http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Apis_OverHttp2_AreTheSameOnThisListener()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, "/healthz")) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await http.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private HttpRequestMessage Raw(string path, byte[] body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, path))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return request;
    }

    private async Task<StatusCode> SendRawAsync(byte[] body, Action<HttpRequestMessage>? change = null, string path = Negotiate)
    {
        using var http = new HttpClient();
        using var request = Raw(path, body, "application/grpc");
        change?.Invoke(request);
        using var response = await http.SendAsync(request, Stop);
        await response.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var status = response.TrailingHeaders.TryGetValues("grpc-status", out var trailers) ? trailers.Single() : response.Headers.GetValues("grpc-status").Single();
        return (StatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
    }
}
