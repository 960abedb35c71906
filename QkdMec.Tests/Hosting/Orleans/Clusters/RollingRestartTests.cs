using System.Collections.Concurrent;
using System.Net;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Machines are ended in order and started again, one after the other, as for another build: what does a client app see of it?</summary>
[Collection(ClusterGroup.Name)]
public sealed class RollingRestartTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private const int ClientApps = 3;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);
    private readonly ConcurrentQueue<string> failures = new();
    private readonly SemaphoreSlim answers = new(0);
    private ProductCluster cluster = null!;
    private volatile string restarting = "none";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        cluster = await new ProductCluster(await postgres.NewDatabaseAsync())
            .With("clinic", ["hospital"], client: true)
            .With("relay", ["relay"])
            .With("edge", ["edge"])
            .With("gate", [], gateway: true)
            .PrepareAsync();

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Restart_OfEachMachineBeyondTheClients_FailsNoInvocation()
    {
        await cluster.StartAsync("clinic", "relay", "edge", "gate");
        using var first = await cluster.UntilAsync(() => cluster.InvokeAsync("clinic"), HttpStatusCode.OK);
        using var enough = new CancellationTokenSource();
        var apps = Task.WhenAll(Enumerable.Range(0, ClientApps).Select(_ => InvokeUntilAsync(enough.Token)));
        foreach (var machine in new[] { "relay", "edge", "gate" })
        {
            restarting = machine;
            await cluster.Process(machine).TerminateAsync(EndLimit);
            Assert.Equal(0, cluster.Process(machine).ExitCode);
            await cluster.StartAsync(machine);
            await AnsweredOnceMoreAsync();
        }

        await enough.CancelAsync();
        await apps;
        Assert.True(failures.IsEmpty, string.Join(Environment.NewLine, failures));
    }

    private async Task InvokeUntilAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            using var answer = await cluster.InvokeAsync("clinic");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                failures.Enqueue($"{restarting}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Token)}");
            }

            answers.Release();
        }
    }

    /// <summary>Each client app has had an answer to a request that it made when the machine was back.</summary>
    private async Task AnsweredOnceMoreAsync()
    {
        while (answers.Wait(0, Token))
        {
            // An answer that came before.
        }

        for (var answer = 0; answer < 2 * ClientApps; answer++)
        {
            await answers.WaitAsync(Token);
        }
    }
}
