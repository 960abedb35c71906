using Orleans.Configuration;
using QkdMec.Grains.Steps;
using QkdMec.Silo.Hosting.Calls;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosting;

/// <summary>What can a client of the cluster call?</summary>
public sealed class ClientCallTests : IAsyncLifetime
{
    private readonly ClusterFiles files = new();
    private readonly TlsCluster cluster = new();
    private readonly TelemetryCapture telemetry = new();
    private IGrainFactory grains = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));
        grains = await cluster.StartClientAsync(files.Write("gate", ClusterFiles.Gateway));
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        files.Dispose();
        telemetry.Dispose();
    }

    [Fact]
    public async Task Method_ThatGatewaysCall_Answers()
    {
        Assert.Empty(await grains.GetGrain<IStepJournalGrain>("context").ReadAsync(Token));
        Assert.DoesNotContain(ClusterCallInstruments.RefusedName, telemetry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Method_ThatGatewaysDoNotCall_IsRefused_AndCounted()
    {
        var fault = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grains.GetGrain<IStepJournalGrain>("context").AppendAsync([], Token));

        Assert.Equal("a gateway may not call QkdMec.Grains.Steps.IStepJournalGrain.AppendAsync", fault.Message);
        Assert.Contains(ClusterCallInstruments.RefusedName, telemetry.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grain_ThatGatewaysDoNotCall_DoesNotSeeTheCall()
    {
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grains.GetGrain<ICounterGrain>("edge/one").AddAsync(1));

        Assert.Equal(0, (await cluster.GrainsOf("edge").GetGrain<ICounterGrain>("edge/one").ReportAsync()).Value);
    }

    [Fact]
    public async Task GrainsOfTheRuntime_AreRefused() =>
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grains.GetGrain<IManagementGrain>(0).GetHosts());

    [Fact]
    public async Task Silo_CallsWhatGatewaysDoNot() =>
        Assert.Equal(2, await cluster.GrainsOf("edge").GetGrain<ICounterGrain>("edge/one").AddAsync(2));

    [Fact]
    public void WhatOrleansCallsItself_IsThere() =>
        Assert.All(GatewayCalls.OfTheRuntime, name => Assert.NotNull(typeof(ClientMessagingOptions).Assembly.GetType(name)));
}
