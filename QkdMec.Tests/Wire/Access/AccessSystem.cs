using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Problems;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Wire.Access;

/// <summary>A gateway over real HTTP with the MEC system behind it, a file of tokens and a clock that tests move.</summary>
internal sealed class AccessSystem : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-access-").FullName;
    private readonly MecGateway gateway;

    public AccessSystem(Func<AccessOptions, AccessOptions>? change = null, Func<GatewayOptions, GatewayOptions>? listen = null)
    {
        gateway = new MecGateway
        {
            Change = options => (listen?.Invoke(options) ?? options) with { Access = change?.Invoke(new AccessOptions { TokenFile = TokenFile }) ?? new AccessOptions { TokenFile = TokenFile } },
            More = services => services.AddSingleton<TimeProvider>(Clock).AddLogging(logging => logging.AddProvider(Log)),
        };
    }

    /// <summary>Where it listens, its own address first.</summary>
    public IReadOnlyList<Uri> Addresses => gateway.Addresses;

    public ManualTimeProvider Clock { get; } = new();

    public LogCapture Log { get; } = new();

    public string TokenFile => Path.Combine(directory, AccessTokenFile.Name);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task StartAsync() => gateway.InitializeAsync().AsTask();

    /// <summary>Writes a token down.</summary>
    public string Add(string client, params string[] roles) => Add(new AccessToken { Client = client, Sha256 = "", Roles = [.. roles] });

    /// <summary>Writes a token down; its hash is filled in.</summary>
    public string Add(AccessToken entry)
    {
        var token = AccessTokenText.New();
        AccessTokenFile.Change(TokenFile, list => list with { Tokens = list.Tokens.Add(entry with { Sha256 = AccessTokenText.HashOf(token) }) });
        Look();
        return token;
    }

    /// <summary>Crosses out all tokens of a client.</summary>
    public void Remove(string client)
    {
        AccessTokenFile.Change(TokenFile, list => list with { Tokens = list.Tokens.RemoveAll(token => token.Client == client) });
        Look();
    }

    /// <summary>Lets the gateway look at its files with the next request.</summary>
    public void Look() => Clock.Advance(TimeSpan.FromSeconds(1));

    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? token, string? json = null, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        Assert.All(fields, field => request.Headers.Add(field.Name, field.Value));
        return await gateway.Client.SendAsync(request, Stop);
    }

    /// <summary>Sends with a field of authorization as it stands.</summary>
    public async Task<HttpResponseMessage> SendRawAsync(string path, params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return await gateway.Client.SendAsync(request, Stop);
    }

    /// <summary>The status of an answer.</summary>
    public async Task<int> StatusAsync(string method, string path, string? token, string? json = null)
    {
        using var response = await SendAsync(method, path, token, json);
        return (int)response.StatusCode;
    }

    /// <summary>Demands a refusal; its detail, and what its field for authentication says.</summary>
    public async Task<(string Detail, string Challenge)> RefusedAsync(string path, string? token, int status)
    {
        using var response = await SendAsync("GET", path, token);
        return await ReadRefusalAsync(response, status);
    }

    /// <summary>Creates a context; its id.</summary>
    public async Task<string> CreateContextAsync(string? token)
    {
        using var response = await SendAsync("POST", "/dev_app/v1/app_contexts", token, Mx2Bodies.SmallContext().ToJsonString());
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text).GetProperty("contextId").GetString()!;
    }

    public static async Task<(string Detail, string Challenge)> ReadRefusalAsync(HttpResponseMessage response, int status)
    {
        var problem = await MecGateway.ReadProblemAsync(response, status, "the request");
        Assert.Equal(ProblemDetails.MediaType, response.Content.Headers.ContentType?.MediaType);
        return (problem.Detail!, string.Join(", ", response.Headers.WwwAuthenticate.Select(field => field.ToString())));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
