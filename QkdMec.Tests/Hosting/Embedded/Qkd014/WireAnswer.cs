using System.Net;
using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>An answer as it came over the wire.</summary>
internal sealed record WireAnswer(HttpStatusCode Status, string Body, HttpResponseMessage Response)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Message => Json.GetProperty("message").GetString()!;

    public (string Id, string Key)[] Keys =>
        [.. Json.GetProperty("keys").EnumerateArray().Select(key => (key.GetProperty("key_ID").GetString()!, key.GetProperty("key").GetString()!))];

    public static Task<WireAnswer> GetAsync(HttpClient client, string path) => SendAsync(client, new HttpRequestMessage(HttpMethod.Get, path));

    public static Task<WireAnswer> PostAsync(HttpClient client, string path, string? json) => SendAsync(client, new HttpRequestMessage(HttpMethod.Post, path)
    {
        Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
    });

    public static async Task<WireAnswer> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new WireAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
    }

    public WireAnswer MustBeOk()
    {
        Assert.True(Status == HttpStatusCode.OK, Body);
        return this;
    }

    /// <summary>Every error is JSON with a message and is not stored.</summary>
    public WireAnswer MustBeError(HttpStatusCode status, string? message = null)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/json", Response.Content.Headers.ContentType!.MediaType);
        Assert.True(Response.Headers.CacheControl!.NoStore);
        Assert.Equal(message ?? Message, Message);
        Assert.NotEmpty(Message);
        return this;
    }
}
