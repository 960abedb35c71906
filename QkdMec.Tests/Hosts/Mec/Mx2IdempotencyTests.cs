using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using QkdMec.Gateway.Mx2;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is a creation with an idempotency key done once, however often it is sent?</summary>
public sealed class Mx2IdempotencyTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    [Fact]
    public async Task Post_Repeated_GivesTheSameContext()
    {
        var body = Mx2Bodies.FullContext().ToJsonString();
        using var first = await PostAsync(body, "8e03978e-40d5-43dd-bc93-6894a57f9324");
        using var second = await PostAsync(JsonNode.Parse(body)!.ToJsonString(new() { WriteIndented = true }), "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal((await Mx2Answer.ReadAsync(first)).ToJsonString(), (await Mx2Answer.ReadAsync(second)).ToJsonString());
        Assert.Equal(1, await Mx2Answer.CountContextsAsync(gateway));
        await Mx2Answer.DeleteAsync(gateway, first);
    }

    [Fact]
    public async Task Post_AtTheSameTime_GivesTheSameContext()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(Mx2Bodies.SmallContext().ToJsonString(), "at-the-same-time-1")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        await Mx2Answer.DeleteAsync(gateway, answers[0]);
        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
    }

    [Fact]
    public async Task Post_OfAnotherBody_Is422_AlsoAfterAnUpdate()
    {
        const string Key = "another-body-0123456789";
        using var first = await PostAsync(Mx2Bodies.FullContext().ToJsonString(), Key);
        var other = Mx2Bodies.Put(Mx2Bodies.FullContext(), "callbackReference", "\"http://192.0.2.9/\"");
        using var second = await PostAsync(other, Key);
        Assert.Equal("idempotency-key-reused", (await MecGateway.ReadProblemAsync(second, 422, other)).Code);

        await gateway.SendAsync("PUT", first.Headers.Location!.AbsolutePath, other, HttpStatusCode.NoContent);
        using var third = await PostAsync(Mx2Bodies.FullContext().ToJsonString(), Key);
        using var fourth = await PostAsync(other, Key);
        Assert.Equal(first.Headers.Location, third.Headers.Location);
        await MecGateway.ReadProblemAsync(fourth, 422, other);
        await Mx2Answer.DeleteAsync(gateway, first);
    }

    [Fact]
    public async Task Post_AfterADeletion_CreatesAnew()
    {
        using var first = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), "after-a-deletion-1");
        await Mx2Answer.DeleteAsync(gateway, first);
        using var second = await PostAsync(Mx2Bodies.FullContext().ToJsonString(), "after-a-deletion-1");
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        await Mx2Answer.DeleteAsync(gateway, second);
    }

    [Fact]
    public async Task Post_ThatWasRefused_IsTriedAgain()
    {
        var body = Mx2Bodies.Put(Mx2Bodies.SmallContext(), "appInfo.appName", "\"later\"");
        using var refused = await PostAsync(body, "refused-and-repeated");
        await MecGateway.ReadProblemAsync(refused, 404, body);
        using var other = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), "refused-and-repeated");
        Assert.Equal(HttpStatusCode.Created, other.StatusCode);
        await Mx2Answer.DeleteAsync(gateway, other);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("fifteen-letters")]
    [InlineData("\"fifteen-letters\"")]
    [InlineData("with a space in between")]
    [InlineData("with,a,comma,in,between")]
    [InlineData("with-a-\"quotation\"-mark")]
    [InlineData("with-a-\\backslash-in-it")]
    [InlineData("\"no-end-of-the-quotation")]
    public async Task Post_WithoutAKeyInTheField_Is400(string key)
    {
        using var response = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), key);
        Assert.Contains("Idempotency-Key", (await MecGateway.ReadProblemAsync(response, 400, key)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithAKeyTooLong_OrTwo_Is400()
    {
        using var longest = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), new string('k', 128));
        Assert.Equal(HttpStatusCode.Created, longest.StatusCode);
        await Mx2Answer.DeleteAsync(gateway, longest);
        using var longer = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), new string('k', 129));
        await MecGateway.ReadProblemAsync(longer, 400, "too long");
        using var twice = await PostAsync(Mx2Bodies.SmallContext().ToJsonString(), "one-key-0123456789", "two-keys-0123456789");
        await MecGateway.ReadProblemAsync(twice, 400, "two");
        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
    }

    [Fact]
    public void Ids_AreOfClientAndKeyTogether()
    {
        Assert.Equal(ContextIds.For("hospital", "0123456789abcdef"), ContextIds.For("hospital", "0123456789abcdef"));
        var ids = new[] { ("", "0123456789abcdef"), ("hospital", "0123456789abcdef"), ("clinic", "0123456789abcdef"), ("hospital", "0123456789abcdeg"), ("hospital\n0", "123456789abcdef") }
            .Select(pair => ContextIds.For(pair.Item1, pair.Item2).Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(ContextIds.IsValid(id)));
    }

    private async Task<HttpResponseMessage> PostAsync(string body, params string[] keys)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Contexts) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Assert.True(request.Headers.TryAddWithoutValidation("Idempotency-Key", keys));
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
