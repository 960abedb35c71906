using QkdMec.Silo.Scenarios;

namespace QkdMec.Tests.Processes;

/// <summary>A network without MEC hosts as a product: it gets ready, says what to try, and serves keys.</summary>
[Collection(ProcessGroup.Name)]
public sealed class NetworkScenarioTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-network-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Tokyo_IsReady_SaysWhatToTry_AndServesKeysOverARelay()
    {
        var data = Path.Combine(root, "data");
        var addresses = ProductAddresses.Take() with { Scenario = "tokyo" };
        await using var product = await ProductProcess.StartAsync(data, addresses);
        using KmeCaller koganei = new(data, "sae-koganei-1", addresses.HospitalKme), otemachi = new(data, "sae-otemachi-2", addresses.EdgeKme);
        var drawn = Assert.Single(await koganei.DrawAsync("sae-otemachi-2", 1));

        Assert.Equal(drawn.Bytes, (await otemachi.FetchAsync("sae-koganei-1", drawn.Id)).Bytes);
        Assert.Contains(product.Output, line => line.StartsWith("try ", StringComparison.Ordinal)
            && line.EndsWith($"{addresses.HospitalKme}api/v1/keys/sae-otemachi-2/enc_keys", StringComparison.Ordinal));
        Assert.Contains(product.Output, line => line.StartsWith("then ", StringComparison.Ordinal) && line.Contains("/sae-koganei-1/dec_keys?key_ID=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WriteScenario_WritesTheRandomNetwork_AndEnds()
    {
        var path = Path.Combine(root, "mine.json");
        await using var product = await ProductProcess.RunToEndAsync("--scenario", "waxman:20:3", "--write-scenario", path);

        Assert.Equal(0, product.ExitCode);
        Assert.Equal(20, ScenarioLibrary.Load(path).Sites.Count);
    }
}
