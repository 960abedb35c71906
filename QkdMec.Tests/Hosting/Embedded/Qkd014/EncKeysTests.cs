using System.Net;
using System.Text;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Does <c>enc_keys</c> take what real clients send, and refuse what it must?</summary>
public sealed class EncKeysTests
{
    private const string Path = "/api/v1/keys/sae-b/enc_keys";

    [Theory]
    [InlineData(null, 1, 256)]
    [InlineData("", 1, 256)]
    [InlineData("{}", 1, 256)]
    [InlineData("""{"number":null,"size":null,"additional_slave_SAE_IDs":null,"extension_mandatory":null,"extension_optional":null}""", 1, 256)]
    [InlineData("""{"number":5,"size":512,"unknown":{"a":[1,{}]}}""", 5, 512)]
    [InlineData("""{"number":128,"size":4096}""", 128, 4096)]
    [InlineData("""{"size":64,"extension_mandatory":[],"extension_optional":[]}""", 1, 64)]
    [InlineData("""{"extension_mandatory":[{"qkdmec_route_type":"direct"},{"qkdmec_max_age":2147483647}]}""", 1, 256)]
    [InlineData("""{"extension_mandatory":[{"qkdmec_route_type":"indirect","qkdmec_max_age":2147483647}],"extension_optional":[{"qkdmec_route_type":"direct"}]}""", 1, 256)]
    public async Task Post_OfAnyForm_IsAnsweredWithCompactJson(string? body, int number, int size)
    {
        await using var world = await Qkd014World.StartAsync(262144);
        var answer = await PostAsync(world.SaeA, Path, body);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(number, answer.Keys.Length);
        Assert.All(answer.Keys, key => Assert.Equal(size / 8, Convert.FromBase64String(key.Key).Length));
        Assert.All(answer.Keys, key => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", key.Id));
        Assert.Equal(number, answer.Keys.Select(key => key.Key).Distinct().Count());
        Assert.DoesNotContain(' ', answer.Body);
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(Encoding.UTF8.GetByteCount(answer.Body), answer.Response.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("", 1, 256)]
    [InlineData("?number=3", 3, 256)]
    [InlineData("?size=128&number=2&foo=bar&baz", 2, 128)]
    public async Task Get_WithQuery_IsAnswered(string query, int number, int size)
    {
        await using var world = await Qkd014World.StartAsync(65536);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path + query) { Content = new StringContent("{\"number\":77}", Encoding.UTF8, "application/json") };
        var answer = await SendAsync(world.SaeA, request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(number, answer.Keys.Length);
        Assert.All(answer.Keys, key => Assert.Equal(size / 8, Convert.FromBase64String(key.Key).Length));
    }

    [Theory]
    [InlineData("""{"size":250}""", "size shall be a multiple of 8")]
    [InlineData("""{"size":0}""", "size shall be 64 to 4096 bits")]
    [InlineData("""{"size":56}""", "size shall be 64 to 4096 bits")]
    [InlineData("""{"size":4104}""", "size shall be 64 to 4096 bits")]
    [InlineData("""{"size":-8}""", "size shall be 64 to 4096 bits")]
    [InlineData("""{"number":0}""", "number shall be 1 to 128")]
    [InlineData("""{"number":129}""", "number shall be 1 to 128")]
    [InlineData("""{"number":2147483647,"size":4096}""", "number shall be 1 to 128")]
    [InlineData("""{"number":99999999999}""", "number shall be an integer")]
    [InlineData("""{"number":1.5}""", "number shall be an integer")]
    [InlineData("""{"size":"256"}""", "size shall be an integer")]
    [InlineData("""{"number":[1]}""", "number shall be an integer")]
    [InlineData("""{"additional_slave_SAE_IDs":[]}""", "additional_slave_SAE_IDs shall not be empty")]
    [InlineData("""{"additional_slave_SAE_IDs":["sae-c","sae-c"]}""", "additional_slave_SAE_IDs names a SAE twice, or the one in the path")]
    [InlineData("""{"additional_slave_SAE_IDs":["sae-b"]}""", "additional_slave_SAE_IDs names a SAE twice, or the one in the path")]
    [InlineData("""{"additional_slave_SAE_IDs":["sae-a"]}""", "additional_slave_SAE_IDs names the caller itself")]
    [InlineData("""{"additional_slave_SAE_IDs":["sae-c","nobody"]}""", "additional_slave_SAE_IDs names a SAE that is not known in this network")]
    [InlineData("""{"additional_slave_SAE_IDs":["a b"]}""", "additional_slave_SAE_IDs names a SAE that is not known in this network")]
    [InlineData("""{"additional_slave_SAE_IDs":["a","b","c","d","e","f","g","h","i"]}""", "additional_slave_SAE_IDs shall be 1 to 8 entries")]
    [InlineData("""{"additional_slave_SAE_IDs":[7]}""", null)]
    [InlineData("""{"additional_slave_SAE_IDs":["\ud800"]}""", null)]
    [InlineData("""{"extension_mandatory":[{"abc_x":1}]}""", "not all extension_mandatory parameters are supported")]
    [InlineData("""{"extension_mandatory":[{"qkdmec_route_type":"direct"},{"abc_x":{"a":[]}}]}""", "not all extension_mandatory parameters are supported")]
    [InlineData("""{"extension_mandatory":[{"qkdmec_route_type":"scenic"}]}""", "not all extension_mandatory request options could be met")]
    [InlineData("""{"extension_mandatory":[{"qkdmec_max_age":-1}]}""", "not all extension_mandatory request options could be met")]
    [InlineData("""{"extension_mandatory":[{"qkdmec_max_age":"30000"}]}""", "not all extension_mandatory request options could be met")]
    [InlineData("""{"extension_mandatory":{}}""", null)]
    [InlineData("""{"extension_mandatory":[[]]}""", null)]
    [InlineData("""{"extension_optional":[7]}""", null)]
    [InlineData("""{"extension_mandatory":[1]}""", null)]
    [InlineData("""{"extension_optional":"x"}""", null)]
    [InlineData("""{"additional_slave_SAE_IDs":"sae-c"}""", null)]
    [InlineData("""[1]""", null)]
    [InlineData("""{"number":1""", null)]
    [InlineData("""{"number":1}{""", null)]
    [InlineData("""not json""", null)]
    [InlineData("   ", null)]
    public async Task Post_WithAFault_IsRefusedBeforeAnyKeyIsMade(string body, string? message)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeA, Path, body)).MustBeError(HttpStatusCode.BadRequest, message);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(world.SaeA, Path, """{"number":2}""")).Status);
    }

    [Theory]
    [InlineData("?number=x")]
    [InlineData("?number=-1")]
    [InlineData("?size=1e3")]
    [InlineData("?size=100")]
    [InlineData("?number=1000000")]
    public async Task Get_WithAFault_IsRefused(string query)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await GetAsync(world.SaeA, Path + query)).MustBeError(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/v1/keys/nobody/enc_keys", "the SAE in the path is not known in this network")]
    [InlineData("/api/v1/keys/%20/enc_keys", "the SAE in the path is not known in this network")]
    [InlineData("/api/v1/keys/sae-a/enc_keys", "the SAE in the path is the caller itself")]
    public async Task Post_ForASaeWithoutPool_IsRefused(string path, string message)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeA, path, "{}")).MustBeError(HttpStatusCode.BadRequest, message);
    }

    [Fact]
    public async Task Post_WhenThePoolIsEmpty_Is503WithRetryAfter()
    {
        await using var world = await Qkd014World.StartAsync(64);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(world.SaeA, Path, """{"number":2}""")).Status);
        var answer = (await PostAsync(world.SaeA, Path, "{}")).MustBeError(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(answer.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_WhenTheOtherKmeIsSilent_Is503()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        world.Delivery.Pools.BetaSite.Calls.LoseRequests(nameof(QkdMec.Grains.KeyPools.IInboundKeyPoolGrain.AcknowledgeLeaseAsync));
        (await PostAsync(world.SaeA, Path, "{}")).MustBeError(HttpStatusCode.ServiceUnavailable, "the other KME does not answer, so no key can be issued");
    }

    [Fact]
    public async Task Post_OfATooLargeBody_Is413()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(new string(' ', 70_000)) };
        request.Headers.ExpectContinue = true; // or the client may still be sending when the connection closes
        (await SendAsync(world.SaeA, request)).MustBeError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Post_OfATooLargeChunkedBody_Is413()
    {
        await using var world = await Qkd014World.StartAsync(64);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(new string(' ', 70_000)) };
        (request.Headers.TransferEncodingChunked, request.Headers.ExpectContinue) = (true, true);
        (await SendAsync(world.SaeA, request)).MustBeError(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Post_Chunked_IsAnswered()
    {
        await using var world = await Qkd014World.StartAsync(4096);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("""{"number":2}""") };
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(2, (await SendAsync(world.SaeA, request)).Keys.Length);
    }
}
