using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Certificates;

namespace QkdMec.Tests.Wire.Qkd014Clients;

public sealed class Qkd014ClientTests : IAsyncLifetime
{
    private const string KeyId = "550e8400-e29b-41d4-a716-446655440000";
    private static readonly byte[] Key = [.. Enumerable.Range(224, 32).Select(number => (byte)number)];

    private readonly ScriptedKme kme = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => new(kme.StartAsync());

    public ValueTask DisposeAsync() => kme.DisposeAsync();

    [Fact]
    public async Task Draw_WhenThereIsAKey_AsksForOneAndReadsIt()
    {
        kme.Answer = (200, Container(Convert.ToBase64String(Key)));
        using var client = kme.Connect();
        using var answer = await client.DrawAsync("sae-edge-1", 256, Token);
        using var key = answer.TakeKey();
        Assert.Equal((KeyAnswerStatus.Delivered, Guid.Parse(KeyId)), (answer.Status, answer.KeyId));
        Assert.True(key.FixedTimeEquals(Key));
        Assert.Equal(["""POST /api/v1/keys/sae-edge-1/enc_keys {"number":1,"size":256}"""], kme.Requests);
    }

    [Fact]
    public async Task Fetch_WhenTheIdIsKnown_NamesItAndReadsTheKey()
    {
        kme.Answer = (200, Container(Convert.ToBase64String(Key)));
        using var client = kme.Connect();
        using var answer = await client.FetchAsync("sae-hospital", Guid.Parse(KeyId), Token);
        Assert.Equal(KeyAnswerStatus.Delivered, answer.Status);
        Assert.Equal([$$"""POST /api/v1/keys/sae-hospital/dec_keys {"key_IDs":[{"key_ID":"{{KeyId}}"}]}"""], kme.Requests);
    }

    [Fact]
    public async Task Draw_WhenTheKmeEscapesBase64_ReadsTheSameKey()
    {
        kme.Answer = (200, Container(Convert.ToBase64String(Key).Replace("/", "\\/").Replace("+", "\\u002B")));
        using var client = kme.Connect();
        using var answer = await client.DrawAsync("sae-edge-1", 256, Token);
        using var key = answer.TakeKey();
        Assert.True(key.FixedTimeEquals(Key));
    }

    [Theory]
    [InlineData(503, """{"message":"no key"}""", KeyAnswerStatus.Exhausted)]
    [InlineData(429, "{}", KeyAnswerStatus.Exhausted)]
    [InlineData(400, """{"message":"one or more keys specified are not found on KME"}""", KeyAnswerStatus.Refused)]
    [InlineData(401, "{}", KeyAnswerStatus.Unauthorised)]
    [InlineData(500, "", KeyAnswerStatus.Unavailable)]
    [InlineData(302, "", KeyAnswerStatus.Unavailable)]
    [InlineData(200, "", KeyAnswerStatus.Unavailable)]
    [InlineData(200, "{}", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[]}""", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[{"key_ID":"x","key":"AAAA"}]}""", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000"}]}""", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000","key":"AAA"}]}""", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[{"key_ID":"550e8400-e29b-41d4-a716-446655440000","key":7}]}""", KeyAnswerStatus.Unavailable)]
    [InlineData(200, """{"keys":[{"key_ID":""", KeyAnswerStatus.Unavailable)]
    public async Task Draw_WhenThereIsNoKey_SaysWhy(int status, string body, KeyAnswerStatus expected)
    {
        kme.Answer = (status, body);
        using var client = kme.Connect();
        using var answer = await client.DrawAsync("sae-edge-1", 256, Token);
        Assert.Equal(expected, answer.Status);
        Assert.Equal(status == 503 ? TimeSpan.FromSeconds(7) : null, answer.RetryAfter);
    }

    [Fact]
    public async Task Draw_WhenTheKmeIsSilent_IsUnavailable()
    {
        kme.Gate = new TaskCompletionSource().Task;
        using var client = kme.Connect(timeout: TimeSpan.FromMilliseconds(300));
        using var answer = await client.DrawAsync("sae-edge-1", 256, Token);
        Assert.Equal(KeyAnswerStatus.Unavailable, answer.Status);
    }

    [Fact]
    public async Task Draw_WhenTheCertificateIsAnotherSites_IsUnavailable()
    {
        using var other = CertificateAuthority.CreateAuthority(new SiteId("edge"), TimeProvider.System);
        using var issuer = new CertificateAuthority(other, TimeProvider.System);
        using var client = kme.Connect(issuer.IssueClientCertificate(new SaeId("sae-hospital")));
        using var answer = await client.DrawAsync("sae-edge-1", 256, Token);
        Assert.Equal(KeyAnswerStatus.Unavailable, answer.Status);
        Assert.Empty(kme.Requests);
    }

    [Fact]
    public void Answer_WhenDisposedOrTaken_HoldsNoKey()
    {
        var key = QkdMec.Protocols.Secrets.KeyMaterial.CopyOf("k", Key);
        var answer = KeyAnswer.Delivered(Guid.Parse(KeyId), key);
        answer.Dispose();
        Assert.True(key.IsDestroyed);
        Assert.Throws<InvalidOperationException>(answer.TakeKey);
    }

    private static string Container(string key) => $$"""{"key_container_extension":{"x":[1]},"keys":[{"key_ID":"{{KeyId}}","key_extension":{"a":1},"key":"{{key}}"}]}""";
}
