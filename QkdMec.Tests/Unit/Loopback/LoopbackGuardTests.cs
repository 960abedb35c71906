using QkdMec.Protocols.Loopback;

namespace QkdMec.Tests.Unit.Loopback;

public sealed class LoopbackGuardTests
{
    private static readonly LoopbackGuard Guard = new([new Uri("https://edge.example:8443/mec")]);

    [Theory]
    [InlineData("127.0.0.1:8080")]
    [InlineData("localhost:8080")]
    [InlineData("LOCALHOST")]
    [InlineData("[::1]:8080")]
    [InlineData("127.8.9.1")]
    [InlineData("edge.example:8443")]
    [InlineData("edge.example")]
    public void CheckSender_WhenHostIsOwn_Passes(string host) =>
        Assert.Null(Guard.CheckSender(new GuardedRequest("POST", host, null, "application/json", true)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("localhost.evil.example")]
    [InlineData("localhost@evil.example")]
    [InlineData("evil.example/127.0.0.1")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.0.2.1:8080")]
    [InlineData("127.0.0.1:port")]
    public void CheckSender_WhenHostIsForeign_Is421(string? host)
    {
        foreach (var method in new[] { "GET", "POST", "DELETE" })
        {
            Assert.Equal(421, Guard.CheckSender(new GuardedRequest(method, host, null, "application/json", true))?.Status);
        }
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("https://localhost:8080")]
    [InlineData("https://edge.example:8443")]
    public void CheckSender_WhenOriginIsOwn_Passes(string origin) =>
        Assert.Null(Guard.CheckSender(new GuardedRequest("POST", "localhost:8080", origin, "application/json", true)));

    [Theory]
    [InlineData("null")]
    [InlineData("http://localhost:3000")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://edge.example:8443")]
    [InlineData("https://evil.example")]
    [InlineData("file:///home")]
    [InlineData("localhost:8080")]
    public void CheckSender_WhenOriginIsForeign_Is403(string origin)
    {
        Assert.Equal(403, Guard.CheckSender(new GuardedRequest("POST", "localhost:8080", origin, "application/json", true))?.Status);
        Assert.Equal(403, Guard.CheckSender(new GuardedRequest("DELETE", "localhost:8080", origin, null, false))?.Status);
        Assert.Null(Guard.CheckSender(new GuardedRequest("GET", "localhost:8080", origin, null, false)));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("Application/JSON")]
    [InlineData("application/jose")]
    public void CheckContentType_WhenJsonOrJose_Passes(string type) =>
        Assert.Null(LoopbackGuard.CheckContentType(new GuardedRequest("POST", "localhost", null, type, true)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=application/json")]
    [InlineData("text/plain; application/json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/jsonp")]
    [InlineData("application/json, text/plain")]
    public void CheckContentType_WhenAnythingElse_Is415(string? type)
    {
        foreach (var method in new[] { "POST", "PUT", "PATCH", "BREW" })
        {
            Assert.Equal(415, LoopbackGuard.CheckContentType(new GuardedRequest(method, "localhost", null, type, true))?.Status);
            Assert.Equal(415, LoopbackGuard.CheckContentType(new GuardedRequest(method, "localhost", null, type, false))?.Status);
        }

        Assert.Equal(415, LoopbackGuard.CheckContentType(new GuardedRequest("DELETE", "localhost", null, type, true))?.Status);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public void CheckContentType_WhenNoBodyIsSent_IsNotNeeded(string method) =>
        Assert.Null(LoopbackGuard.CheckContentType(new GuardedRequest(method, "localhost", null, null, false)));
}
