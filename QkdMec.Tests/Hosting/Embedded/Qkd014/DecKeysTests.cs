using System.Net;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Does <c>dec_keys</c> give the same keys, once, to the one SAE they are for?</summary>
public sealed class DecKeysTests
{
    private const string Enc = "/api/v1/keys/sae-b/enc_keys";
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";
    private const string NotFound = "one or more keys specified are not found on KME";

    [Fact]
    public async Task Post_OfIssuedIds_GivesTheSameKeysInTheSameOrder()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await PostAsync(world.SaeA, Enc, """{"number":5,"size":512}""")).Keys;
        var fetched = await PostAsync(world.SaeB, Dec, Ids(issued.Select(key => key.Id)));
        Assert.Equal(HttpStatusCode.OK, fetched.Status);
        Assert.Equal(issued, fetched.Keys);
    }

    [Fact]
    public async Task Get_OfOneIdInUpperCase_GivesTheKeyUnderTheIdInLowerCase()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await GetAsync(world.SaeA, Enc)).Keys[0];
        Assert.Equal([issued], (await GetAsync(world.SaeB, $"{Dec}?foo=1&key_ID={issued.Id.ToUpperInvariant()}")).Keys);
    }

    [Fact]
    public async Task Post_ByAThirdSae_Is401AndTheKeyStaysDeliverable()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await GetAsync(world.SaeA, Enc)).Keys[0];
        (await PostAsync(world.SaeC, Dec, Ids([issued.Id]))).MustBeError(HttpStatusCode.Unauthorized);
        (await GetAsync(world.SaeB, $"/api/v1/keys/sae-c/dec_keys?key_ID={issued.Id}")).MustBeError(HttpStatusCode.BadRequest, NotFound);
        Assert.Equal([issued], (await PostAsync(world.SaeB, Dec, Ids([issued.Id]))).Keys);
    }

    [Fact]
    public async Task Post_OfAKeyBetweenTwoSaesOfThisKme_GivesItToTheSlave()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var issued = (await PostAsync(world.SaeC, Enc, """{"number":3}""")).Keys;
        (await PostAsync(world.SaeD, "/api/v1/keys/sae-c/dec_keys", Ids([issued[0].Id]))).MustBeError(HttpStatusCode.Unauthorized);
        Assert.Equal(issued, (await PostAsync(world.SaeB, "/api/v1/keys/sae-c/dec_keys", Ids(issued.Select(key => key.Id)))).Keys);
    }

    [Fact]
    public async Task Post_WithOneUnknownAmongKnown_Is400AndConsumesNothing()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await GetAsync(world.SaeA, Enc)).Keys[0];
        (await PostAsync(world.SaeB, Dec, Ids([issued.Id, "00000000-4000-804c-8000-000000000001"]))).MustBeError(HttpStatusCode.Unauthorized);
        (await PostAsync(world.SaeB, Dec, Ids([issued.Id, "00000fff-4000-804c-8000-000000000001"]))).MustBeError(HttpStatusCode.BadRequest, NotFound);
        (await PostAsync(world.SaeB, Dec, Ids([issued.Id, "not a uuid"]))).MustBeError(HttpStatusCode.BadRequest, NotFound);
        world.Delivery.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([issued], (await PostAsync(world.SaeB, Dec, Ids([issued.Id]))).Keys);
    }

    [Fact]
    public async Task Post_Again_IsAnsweredForTenSecondsThen400()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var issued = (await GetAsync(world.SaeA, Enc)).Keys[0];
        Assert.Equal([issued], (await PostAsync(world.SaeB, Dec, Ids([issued.Id]))).Keys);
        world.Delivery.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal([issued], (await PostAsync(world.SaeB, Dec, Ids([issued.Id]))).Keys);
        world.Delivery.Time.Advance(TimeSpan.FromSeconds(2));
        (await PostAsync(world.SaeB, Dec, Ids([issued.Id]))).MustBeError(HttpStatusCode.BadRequest, NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"key_IDs":null}""")]
    [InlineData("""{"key_IDs":[]}""")]
    [InlineData("""{"key_IDs":"x"}""")]
    [InlineData("""{"key_IDs":["00000000-4000-804c-8000-000000000001"]}""")]
    [InlineData("""{"key_IDs":[{}]}""")]
    [InlineData("""{"key_IDs":[{"key_ID":7}]}""")]
    [InlineData("""{"key_IDs":[{"key_ID":"\ud800"}]}""")]
    [InlineData("""{"key_IDs":[{"key_ID":"00000000-4000-804c-8000-000000000001"}]""")]
    public async Task Post_Malformed_Is400(string body)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeB, Dec, body)).MustBeError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Post_OfTooManyIds_Is400()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var ids = Enumerable.Repeat("00000000-4000-804c-8000-000000000001", 129);
        (await PostAsync(world.SaeB, Dec, Ids(ids))).MustBeError(HttpStatusCode.BadRequest, "key_IDs shall be 1 to 128 entries");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?key_ID=")]
    [InlineData("?key_ID=x")]
    [InlineData("?key_ID=00000000-4000-804c-8000-000000000001&key_ID=00000000-4000-804c-8000-000000000001")]
    public async Task Get_Malformed_Is400(string query)
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await GetAsync(world.SaeB, Dec + query)).MustBeError(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Post_OfTooManyWrongIds_Is429WithRetryAfter()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var wrong = Ids(Enumerable.Repeat("00000000-4000-804c-8000-000000000001", 100));
        (await PostAsync(world.SaeB, Dec, wrong)).MustBeError(HttpStatusCode.BadRequest);
        Assert.NotNull((await PostAsync(world.SaeB, Dec, wrong)).MustBeError(HttpStatusCode.TooManyRequests).Response.Headers.RetryAfter);
        (await PostAsync(world.SaeC, Dec, wrong)).MustBeError(HttpStatusCode.BadRequest);
    }

    private static string Ids(IEnumerable<string> ids) => $$"""{"key_IDs":[{{string.Join(',', ids.Select(id => $$"""{"key_ID":"{{id}}","key_ID_extension":null}"""))}}],"key_IDs_extension":{} }""";
}
