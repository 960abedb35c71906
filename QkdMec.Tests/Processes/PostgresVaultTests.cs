using System.Net;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Processes;

/// <summary>The product with the vaults of its sites in PostgreSQL: over an orderly end, a crash of it and a crash of the server no key bit is given out again.</summary>
[Collection(ProcessGroup.Name)]
public sealed class PostgresVaultTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const string Slave = "sae-edge-1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-vaults-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private readonly KeyLedger ledger = new();
    private ProductStates? states;
    private string vaults = "";

    private string Data => Path.Combine(root, "data");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        vaults = await postgres.NewDatabaseAsync();
        states = await ProductStates.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        await (states?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Product_OverARestartAndACrash_GivesNoKeyTwice_AndLosesNone()
    {
        DrawnKey unfetched;
        await using (var first = await StartAsync())
        {
            unfetched = await DrawAsync(64);
            await first.TerminateAsync(EndLimit);
            Assert.Equal(0, first.ExitCode);
        }

        await using (var second = await StartAsync())
        {
            await FetchAsync(unfetched);
            unfetched = await DrawAsync(64);
            await second.KillAsync();
        }

        await using var third = await StartAsync();
        await FetchAsync(unfetched);
        await DrawAsync(64);
        Assert.Empty(Directory.GetFiles(Data, "vault.db*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Product_WhenTheServerCrashes_AnswersInTime_AndGoesOnWithTheSameVaults()
    {
        await using var product = await StartAsync();
        var unfetched = await DrawAsync(16);
        await postgres.Server.StopAsync(Token);
        using var hospital = Hospital();
        await hospital.DrawAsync(Slave, 1);

        await postgres.Server.StartAsync(Token);
        using var edge = new KmeCaller(Data, Slave, addresses.EdgeKme);
        await WhenServedAsync(() => edge.TryFetchAsync("sae-hospital", unfetched.Id));
        await WhenServedAsync(() => hospital.TryDrawAsync(Slave));
        await FetchAsync(unfetched);
        await DrawAsync(64);
    }

    private async Task<ProductProcess> StartAsync() => await ProductProcess.StartAsync(Data, addresses, states, vaults);

    /// <summary>Draws keys, fetches all but the last, which is answered.</summary>
    private async Task<DrawnKey> DrawAsync(int number)
    {
        using var hospital = Hospital();
        var keys = await hospital.DrawAsync(Slave, number);
        ledger.Add(keys);
        foreach (var key in keys.SkipLast(1))
        {
            await FetchAsync(key);
        }

        return keys[^1];
    }

    private async Task FetchAsync(DrawnKey key)
    {
        using var edge = new KmeCaller(Data, Slave, addresses.EdgeKme);
        Assert.Equal(key.Bytes, (await edge.FetchAsync("sae-hospital", key.Id)).Bytes);
    }

    /// <summary>Repeats a request as its 503 says, until the vaults are connected again.</summary>
    private static async Task WhenServedAsync(Func<Task<HttpStatusCode>> request)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await request() is var status && status != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the vaults were not connected again");
        }
    }

    private KmeCaller Hospital() => new(Data, "sae-hospital", addresses.HospitalKme);
}
