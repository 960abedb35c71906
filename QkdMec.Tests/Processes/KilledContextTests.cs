using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using QkdMec.Protocols.Operator;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Processes;

/// <summary>
/// The real process is killed while device applications create and delete contexts. What was acknowledged is so after the restart, and hosts count
/// exactly the contexts that are there. Where the kill comes is the machine's affair; the simulation has every place.
/// </summary>
[Collection(ProcessGroup.Name)]
public sealed class KilledContextTests : IAsyncLifetime
{
    private const int Devices = 4;

    /// <summary>Longer than hosts wait until they ask about what was left unfinished, on a machine with other work.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>With which answer of a life the kill comes.</summary>
    private static readonly int[] Kills = [1, 7, 20, 33];

    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-contexts-").FullName;
    private readonly ProductAddresses addresses = ProductAddresses.Take();
    private ProductStates? states;

    public async ValueTask InitializeAsync() => states = await ProductStates.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        await (states?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Kills_WhileContextsComeAndGo_LeaveEachCompleteOrGone()
    {
        using var http = new HttpClient { BaseAddress = addresses.GatewayUri };
        DeviceContexts[] devices = [.. Enumerable.Range(0, Devices).Select(_ => new DeviceContexts(http))];
        foreach (var answers in Kills)
        {
            await LiveAsync(devices, answers);
        }

        await using var product = await ProductProcess.StartAsync(Path.Combine(root, "data"), addresses, states);
        Assert.NotEmpty(devices.SelectMany(device => device.Deleted));
        foreach (var device in devices)
        {
            await AssertStatusAsync(http, device.Known, HttpStatusCode.OK);
            await AssertStatusAsync(http, device.Deleted, HttpStatusCode.NotFound);
        }

        await AssertSettlesAsync(http);
    }

    /// <summary>One life of the product, until so many answers came.</summary>
    private async Task LiveAsync(DeviceContexts[] devices, int answers)
    {
        await using var product = await ProductProcess.StartAsync(Path.Combine(root, "data"), addresses, states);
        using var stopping = new CancellationTokenSource();
        var left = answers;
        var due = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = devices.Select(device => Task.Run(() => device.RunAsync(Answered, stopping.Token))).ToArray();
        await due.Task.WaitAsync(Limit);
        await product.KillAsync();
        await stopping.CancelAsync();
        await Task.WhenAll(running);

        void Answered()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                due.SetResult();
            }
        }
    }

    private static async Task AssertStatusAsync(HttpClient http, IEnumerable<string> contexts, HttpStatusCode status)
    {
        foreach (var context in contexts)
        {
            using var answer = await http.GetAsync(new Uri($"operator/v1/contexts/{context}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == status, $"{context}: {answer.StatusCode} instead of {status}");
        }
    }

    /// <summary>In the end every host counts the contexts that are there and no others.</summary>
    private static async Task AssertSettlesAsync(HttpClient http)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var hosts = (await http.GetFromJsonAsync("operator/v1/hosts", OperatorJson.Default.HostList, CancellationToken.None))!.Hosts;
            var page = (await http.GetFromJsonAsync("operator/v1/contexts?limit=200", OperatorJson.Default.ContextPage, CancellationToken.None))!;
            Assert.Null(page.Next);
            var counted = string.Join(", ", hosts.Select(host => $"{host.Host}: {host.ContextsUsed}"));
            var there = string.Join(", ", hosts.Select(host => $"{host.Host}: {page.Contexts.Count(context => context.Host == host.Host)}"));
            if (counted == there)
            {
                return;
            }

            Assert.False(limit.IsCancellationRequested, $"hosts count {counted} contexts, there are {there}");
            await KeyFetches.PauseAsync(limit.Token);
        }
    }

    /// <summary>A device application, and what it knows of its contexts.</summary>
    private sealed class DeviceContexts(HttpClient http)
    {
        private const int Most = 2;

        private const string Request = """
            {"associateDevAppId":"hospital-gateway","appInfo":{"appDId":"echo-1.0","appName":"echo","appProvider":"QkdMec","appDVersion":"1.0","userAppInstanceInfo":[{}]}}
            """;

        private readonly Queue<string> known = [];
        private readonly List<string> deleted = [];

        /// <summary>Contexts that were acknowledged and that it did not try to delete.</summary>
        public IEnumerable<string> Known => known;

        /// <summary>Contexts whose deletion was acknowledged.</summary>
        public IEnumerable<string> Deleted => deleted;

        /// <summary>Creates contexts, and deletes the oldest when it has several, until it is stopped.</summary>
        public async Task RunAsync(Action answered, CancellationToken stopping)
        {
            while (!stopping.IsCancellationRequested)
            {
                await ActAsync(answered, stopping);
            }
        }

        private async Task ActAsync(Action answered, CancellationToken stopping)
        {
            try
            {
                await (known.Count > Most ? DeleteAsync(known.Dequeue(), stopping) : CreateAsync(stopping));
                answered();
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                // No answer: it knows nothing of what it asked for last.
                await KeyFetches.PauseAsync(stopping);
            }
        }

        private async Task CreateAsync(CancellationToken stopping)
        {
            using var content = new StringContent(Request, System.Text.Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("dev_app/v1/app_contexts", UriKind.Relative), content, stopping);
            using var body = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stopping));
            known.Enqueue(body.RootElement.GetProperty("contextId").GetString()!);
        }

        private async Task DeleteAsync(string context, CancellationToken stopping)
        {
            using var answer = await http.DeleteAsync(new Uri($"dev_app/v1/app_contexts/{context}", UriKind.Relative), stopping);
            Assert.NotEqual(HttpStatusCode.NotFound, answer.StatusCode);
            answer.EnsureSuccessStatusCode();
            deleted.Add(context);
        }
    }
}
