using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Hosts.Grains;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting;

/// <summary>Grain state through Orleans' ADO.NET provider and the statements of <c>0001-grain-state.sql</c>, on a real server.</summary>
public sealed class PostgresGrainStateTests : IAsyncLifetime
{
    private const string StateName = "counter";
    private static readonly GrainId Grain = GrainId.Create("counter", "edge/one");
    private readonly List<IHost> silos = [];
    private ThrowawayPostgres? postgres;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        postgres = await ThrowawayPostgres.TryStartAsync(Cancellation);
        Assert.SkipWhen(postgres is null, "there are no PostgreSQL binaries (initdb, pg_ctl) on this machine");
        await StateDatabase.PrepareAsync(postgres!.ConnectionString, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in silos)
        {
            await silo.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)silo).DisposeAsync();
        }

        await (postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Write_IsReadByAnotherSilo()
    {
        var written = new GrainState<CounterState>(new CounterState { Value = 7 });
        await (await StartSiloAsync()).WriteStateAsync(StateName, Grain, written);
        var read = await ReadAsync(await StartSiloAsync());

        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(7, read.State!.Value);
    }

    [Fact]
    public async Task Write_WithAnotherVersion_IsRefused_AndChangesNothing()
    {
        var storage = await StartSiloAsync();
        var state = new GrainState<CounterState>(new CounterState { Value = 1 });
        await storage.WriteStateAsync(StateName, Grain, state);
        var stale = new GrainState<CounterState>(new CounterState { Value = 99 }) { ETag = state.ETag };
        state.State!.Value = 2;
        await storage.WriteStateAsync(StateName, Grain, state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Grain, stale));
        var fresh = new GrainState<CounterState>(new CounterState { Value = 98 });
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Grain, fresh));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync(StateName, Grain, stale));
        Assert.Equal(2, (await ReadAsync(storage)).State!.Value);
    }

    [Fact]
    public async Task Clear_RemovesTheState_AndItsVersionNeverFitsAgain()
    {
        var storage = await StartSiloAsync();
        var state = new GrainState<CounterState>(new CounterState { Value = 1 });
        await storage.WriteStateAsync(StateName, Grain, state);
        var stale = new GrainState<CounterState>(new CounterState { Value = 99 }) { ETag = state.ETag };
        await storage.ClearStateAsync(StateName, Grain, state);
        Assert.False((await ReadAsync(storage)).RecordExists);

        await storage.WriteStateAsync(StateName, Grain, new GrainState<CounterState>(new CounterState { Value = 2 }));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync(StateName, Grain, stale));
        Assert.Equal(2, (await ReadAsync(storage)).State!.Value);
    }

    [Theory]
    [InlineData("edge/local→remote")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("17")]
    [InlineData("mec")]
    public async Task Keys_OfEveryKind_AreKept(string key)
    {
        var storage = await StartSiloAsync();
        var grain = GrainId.Create("counter", key);
        await storage.WriteStateAsync(StateName, grain, new GrainState<CounterState>(new CounterState { Value = 5 }));
        var read = new GrainState<CounterState>();
        await storage.ReadStateAsync(StateName, grain, read);

        Assert.Equal(5, read.State!.Value);
    }

    [Fact]
    public async Task Schema_MayBeAppliedAgain_BySeveralAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StateDatabase.PrepareAsync(postgres!.ConnectionString, Cancellation)));
        Assert.False((await ReadAsync(await StartSiloAsync())).RecordExists);
    }

    [Fact]
    public async Task Schema_WhenTheServerIsNotThere_SaysSoInOneLine()
    {
        var refusal = await Assert.ThrowsAsync<StartupException>(
            () => StateDatabase.PrepareAsync("Host=127.0.0.1;Port=1;Username=app;Database=postgres;Timeout=2", Cancellation));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static async Task<GrainState<CounterState>> ReadAsync(IGrainStorage storage)
    {
        var state = new GrainState<CounterState>();
        await storage.ReadStateAsync(StateName, Grain, state);
        return state;
    }

    private async Task<IGrainStorage> StartSiloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            var port = FreePorts.Take();
            silo.UseLocalhostClustering(port, FreePorts.Take(), new IPEndPoint(IPAddress.Loopback, port), "tests", "tests");
            silo.AddGrainState(postgres!.ConnectionString);
        });
        var host = builder.Build();
        silos.Add(host);
        await host.StartAsync(Cancellation);
        return host.Services.GetRequiredService<IGrainStorage>();
    }
}
