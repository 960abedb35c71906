using System.Net;
using System.Text;
using System.Text.Json;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes;

/// <summary>A site that is restored as docs/backup.md says goes on by itself, and gives no bit out twice.</summary>
[Collection(ProcessGroup.Name)]
public sealed class RestoreTests : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-restore-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly KeyLedger ledger = new();
    private readonly HttpClient http = new();
    private ProductStates states = null!;

    private string Data => Path.Combine(root, "data");

    private StatePaths Paths => new(Data, Path.Combine(root, "backup"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => states = await ProductStates.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        Directory.Delete(root, recursive: true);
        await states.DisposeAsync();
    }

    [Fact]
    public async Task Site_WithAnEmptyVault_BesideTheStateOfNow_BeginsANewEpoch()
    {
        var unfetched = await UseAndKillAsync();
        RemoveVaultOf("hospital");

        await using var second = await ProductProcess.StartAsync(Data, addresses, states);
        await AssertGoesOnAsync(unfetched);
    }

    [Fact]
    public async Task Site_WithAnEmptyVault_BesideABackupOfTheState_BeginsANewEpoch()
    {
        var unfetched = await UseAndKillAsync();
        await states.PutBackAsync(Paths, Token);
        RemoveVaultOf("hospital");

        await using var second = await ProductProcess.StartAsync(Data, addresses, states);
        await AssertGoesOnAsync(unfetched);
    }

    [Fact]
    public async Task State_PutBackToABackup_BesideTheVaultsOfNow_IsOverruled()
    {
        var unfetched = await UseAndKillAsync();
        await states.PutBackAsync(Paths, Token);

        await using var second = await ProductProcess.StartAsync(Data, addresses, states);
        using var edge = Edge();
        Assert.Equal(unfetched.Bytes, (await edge.FetchAsync("sae-hospital", unfetched.Id)).Bytes);
        await AssertGoesOnAsync();
    }

    /// <summary>Draws, makes a backup while the product runs, draws as much again and more, and ends without warning.</summary>
    private async Task<DrawnKey> UseAndKillAsync()
    {
        await using var first = await ProductProcess.StartAsync(Data, addresses, states);
        using var hospital = Hospital();
        await InvokeAsync();
        await DrawAsync();
        await states.BackUpAsync(Paths, Token);
        await DrawAsync();
        var unfetched = Assert.Single(await hospital.DrawAsync("sae-edge-1", 1));
        ledger.Add([unfetched]);
        await first.KillAsync();
        return unfetched;
    }

    private void RemoveVaultOf(string site)
    {
        var files = Directory.GetFiles(Path.Combine(Data, "sites", site)).Where(file => Path.GetFileName(file) is "master.key" || Path.GetFileName(file).StartsWith("vault.db", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count >= 2, string.Join(' ', files));
        files.ForEach(File.Delete);
    }

    // What was drawn from a vault that is gone is gone. An id that names a place in a block of the new epoch is somebody else's, so 401; any other is unknown.
    private async Task AssertGoesOnAsync(DrawnKey lost)
    {
        await AssertGoesOnAsync();
        using var edge = Edge();
        Assert.Contains(await edge.TryFetchAsync("sae-hospital", lost.Id), (HttpStatusCode[])[HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized]);
    }

    private async Task AssertGoesOnAsync()
    {
        await DrawAsync();
        using var hospital = Hospital();
        using var edge = Edge();
        var key = Assert.Single(await hospital.DrawWhenFilledAsync("sae-edge-1", 1));
        ledger.Add([key]);
        Assert.Equal(key.Bytes, (await edge.FetchAsync("sae-hospital", key.Id)).Bytes);
        Assert.Equal(4, await CatalogSizeAsync());
        await InvokeAsync();
    }

    private async Task DrawAsync()
    {
        using var hospital = Hospital();
        using var edge = Edge();
        ledger.Add(await hospital.DrawWhenFilledAsync("sae-edge-1", 64));
        ledger.Add(await edge.DrawWhenFilledAsync("sae-hospital", 64));
    }

    private KmeCaller Hospital() => new(Data, "sae-hospital", addresses.HospitalKme);

    private KmeCaller Edge() => new(Data, "sae-edge-1", addresses.EdgeKme);

    private async Task InvokeAsync()
    {
        using var response = await http.PostAsync(new Uri(addresses.ClientUri, "echo"), new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<int> CatalogSizeAsync()
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(addresses.GatewayUri, "/dev_app/v1/app_list"), Token));
        return document.RootElement.GetProperty("appList").GetArrayLength();
    }
}
