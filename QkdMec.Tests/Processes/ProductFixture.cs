using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Processes;

/// <summary>One running product for several tests.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-product-").FullName;
    private readonly HttpClient http = new();
    private ProductProcess? process;

    internal ProductAddresses Addresses { get; } = ProductAddresses.Take();

    internal string Data => Path.Combine(root, "data");

    internal IReadOnlyCollection<string> Output => process!.Output;

    internal IReadOnlyCollection<string> Errors => process!.Errors;

    public async ValueTask InitializeAsync() => process = await ProductProcess.StartAsync(Data, Addresses);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await (process?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Sends plain JSON to the client perimeter, as a client app does.</summary>
    internal Task<HttpResponseMessage> PostAsync(string app, string json) => http.PostAsync(
        new Uri(Addresses.ClientUri, app), new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    /// <summary>The same, for an answer that must be good.</summary>
    internal async Task<JsonDocument> InvokeAsync(string app, string json)
    {
        using var response = await PostAsync(app, json);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {body}");
        return JsonDocument.Parse(body);
    }
}
