using System.Net.Http.Headers;
using System.Text;
using QkdMec.Tests.Wire.Access;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Processes;

/// <summary>The real process with its gateway on every interface: TLS, tokens made by the command line, and its own client perimeter through both.</summary>
[Collection(ProcessGroup.Name)]
public sealed class ExposedGatewayTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-exposed-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(root, "data");

    private string Gateway => $"https://localhost:{addresses.Gateway}";

    private string Authorities => Path.Combine(Data, "gateway", "ca.pem");

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Start_WithCertificateAndTokens_ServesKnownClientsOnly()
    {
        var reader = await AddTokenAsync("reader", "operator.read");
        using var certificate = TestCertificates.Make("gateway");
        TestCertificates.Write(certificate, Path.Combine(Data, "gateway"));
        File.Copy(Path.Combine(Data, "gateway", "server.pem"), Authorities);
        await using var product = ProductProcess.Begin(
            ["--data", Data, .. addresses.Arguments[2..], "--gateway", $"https://0.0.0.0:{addresses.Gateway}", "--public-gateway", Gateway, "--storage", "memory"]);
        await product.WhenReadyAsync();

        using var client = TestCertificates.Client(certificate);
        Assert.Equal((200, 401), (await StatusAsync(client, "/healthz", null), await StatusAsync(client, "/operator/v1/hosts", null)));
        Assert.Equal(200, await StatusAsync(client, "/operator/v1/hosts", reader));
        Assert.Equal(403, await StatusAsync(client, "/dev_app/v1/app_list", reader));

        using var plain = new HttpClient();
        using var echoed = await plain.PostAsync(new Uri(addresses.ClientUri, "echo"), new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"), Stop);
        Assert.Equal("""{"a":1}""", await echoed.Content.ReadAsStringAsync(Stop));

        await AssertCommandsAsync(reader);
    }

    private async Task AssertCommandsAsync(string reader)
    {
        var links = await CommandRun.OfAsync(reader, ["network", "links", "--gateway", Gateway, "--ca", Authorities]);
        Assert.Equal((0, ""), (links.ExitCode, links.Error));
        var cut = await CommandRun.OfAsync(reader, ["network", "cut", "kme-hospital~relay-1", "--gateway", Gateway, "--ca", Authorities]);
        Assert.Contains("403 Forbidden: The token has none of the roles that this needs: operator.change.", cut.Error, StringComparison.Ordinal);
        var nobody = await CommandRun.OfAsync("status", "--gateway", Gateway, "--ca", Authorities);
        Assert.Contains("401 Unauthorized: The request needs a bearer token", nobody.Error, StringComparison.Ordinal);
        var untrusted = await CommandRun.OfAsync(reader, ["status", "--gateway", Gateway]);
        Assert.Contains("no secure connection to", untrusted.Error, StringComparison.Ordinal);
        var clear = await CommandRun.OfAsync(reader, ["status", "--gateway", "http://192.0.2.1:8080"]);
        Assert.Contains("the token would cross the network in the clear", clear.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1, 3, 2), (cut.ExitCode, nobody.ExitCode, untrusted.ExitCode, clear.ExitCode));
    }

    private async Task<string> AddTokenAsync(string client, string role)
    {
        var added = await CommandRun.OfAsync("token", "add", client, "--role", role, "--data", Data);
        Assert.Equal(0, added.ExitCode);
        return added.Output.Trim();
    }

    private async Task<int> StatusAsync(HttpClient client, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Gateway + path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, Stop);
        return (int)response.StatusCode;
    }
}
