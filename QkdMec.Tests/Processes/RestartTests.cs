using System.Net;
using System.Text;
using System.Text.Json;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes;

/// <summary>What must hold over an orderly end and over a crash: contexts, catalogue and pools go on, and no key bit is given out again.</summary>
[Collection(ProcessGroup.Name)]
public sealed class RestartTests : IAsyncLifetime
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-restart-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly KeyLedger ledger = new();
    private readonly HttpClient http = new();
    private ProductStates? states;

    private string Data => Path.Combine(root, "data");

    public async ValueTask InitializeAsync() => states = await ProductStates.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        Directory.Delete(root, recursive: true);
        await (states?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Sigterm_EndsWithZero_AndTheNextStartGoesOn()
    {
        DrawnKey unfetched;
        string context;
        int stored;
        await using (var first = await ProductProcess.StartAsync(Data, addresses, states))
        {
            unfetched = await UseAsync();
            context = await CreateContextAsync();
            stored = await StoredKeysAsync();
            await first.TerminateAsync(EndLimit);
            Assert.Equal(0, first.ExitCode);
        }

        await using var second = await ProductProcess.StartAsync(Data, addresses, states);
        await AssertGoesOnAsync(unfetched, context);
        Assert.True(await StoredKeysAsync() > stored / 2, "the pools were emptied by the restart");
    }

    [Fact]
    public async Task Kill_LosesNothingThatWasAnswered_AndTheNextStartGoesOn()
    {
        DrawnKey unfetched;
        string context;
        await using (var first = await ProductProcess.StartAsync(Data, addresses, states))
        {
            unfetched = await UseAsync();
            context = await CreateContextAsync();
            await first.KillAsync();
        }

        await using var second = await ProductProcess.StartAsync(Data, addresses, states);
        await AssertGoesOnAsync(unfetched, context);
    }

    [Fact]
    public async Task Start_OnADataDirectoryInUse_IsRefused_AndTheFirstGoesOn()
    {
        await using var first = await ProductProcess.StartAsync(Data, addresses, states);
        await using var second = await ProductProcess.RunToEndAsync(["--data", Data, .. ProductAddresses.Take().Arguments]);

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("in use by another running QkdMec", Assert.Single(second.Errors), StringComparison.Ordinal);
        await InvokeAsync();
    }

    /// <summary>Draws keys in both directions, invokes, and leaves one key unfetched.</summary>
    private async Task<DrawnKey> UseAsync()
    {
        using var hospital = Hospital();
        using var edge = Edge();
        await InvokeAsync();
        ledger.Add(await hospital.DrawWhenFilledAsync("sae-edge-1", 64));
        ledger.Add(await edge.DrawWhenFilledAsync("sae-hospital", 64));
        var unfetched = Assert.Single(await hospital.DrawAsync("sae-edge-1", 1));
        ledger.Add([unfetched]);
        return unfetched;
    }

    private async Task AssertGoesOnAsync(DrawnKey unfetched, string context)
    {
        using var hospital = Hospital();
        using var edge = Edge();
        Assert.Equal(unfetched.Bytes, (await edge.FetchAsync("sae-hospital", unfetched.Id)).Bytes);
        ledger.Add(await hospital.DrawWhenFilledAsync("sae-edge-1", 128));
        ledger.Add(await edge.DrawWhenFilledAsync("sae-hospital", 128));
        Assert.Equal(4, await CatalogSizeAsync());
        using var deleted = await http.DeleteAsync(new Uri(addresses.GatewayUri, $"/dev_app/v1/app_contexts/{context}"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await InvokeAsync();
    }

    private KmeCaller Hospital() => new(Data, "sae-hospital", addresses.HospitalKme);

    private KmeCaller Edge() => new(Data, "sae-edge-1", addresses.EdgeKme);

    private async Task InvokeAsync()
    {
        using var response = await http.PostAsync(
            new Uri(addresses.ClientUri, "echo"), new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>A device application's own context, by Mx2.</summary>
    private async Task<string> CreateContextAsync()
    {
        const string Request = """
            {"associateDevAppId":"hospital-gateway","appInfo":{"appDId":"echo-1.0","appName":"echo","appProvider":"QkdMec","appDVersion":"1.0","userAppInstanceInfo":[{}]}}
            """;
        using var created = await http.PostAsync(
            new Uri(addresses.GatewayUri, "/dev_app/v1/app_contexts"), new StringContent(Request, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        var body = await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(created.StatusCode == HttpStatusCode.Created, $"{created.StatusCode}: {body}");
        using var context = JsonDocument.Parse(body);
        return context.RootElement.GetProperty("contextId").GetString()!;
    }

    private async Task<int> StoredKeysAsync()
    {
        using var hospital = Hospital();
        return (await hospital.StatusAsync("sae-edge-1")).GetProperty("stored_key_count").GetInt32();
    }

    private async Task<int> CatalogSizeAsync()
    {
        var list = await http.GetStringAsync(new Uri(addresses.GatewayUri, "/dev_app/v1/app_list"), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(list);
        return document.RootElement.GetProperty("appList").GetArrayLength();
    }
}
