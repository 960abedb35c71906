using System.Diagnostics;
using System.Net;
using System.Text;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Clients that try again: without key or room for a moment the product refuses, and so it does on a busy computer while machines take one another for dead.</summary>
internal sealed class PatientClients(ClusterClients clients, CancellationToken stopping)
{
    private const int Bits = 256;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly CrashLedger ledger = new();

    /// <summary>Calls <c>echo</c>; answers what it answered.</summary>
    public async Task<string> EchoAsync(string json)
    {
        var answer = await UntilAsync(
            () => Exchange.OfAsync(clients.Perimeter, new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new StringContent(json, Encoding.UTF8, "application/json") }, stopping),
            answer => answer.Status == HttpStatusCode.OK,
            answer => $"{answer.Status} {Encoding.UTF8.GetString(answer.Content)}");
        return Encoding.UTF8.GetString(answer.Content);
    }

    /// <summary>Draws keys at one end and fetches them at the other, where they must be the same.</summary>
    public async Task<IReadOnlyList<IssuedKey>> DrawAndFetchAsync(CrashPair pair, int number)
    {
        var drawn = await UntilAsync(() => clients.Saes.Of(pair.Master).DrawAsync(pair.Slave, number, Bits, stopping), answer => answer.IsGood, answer => $"{answer.Status}");
        List<IssuedKey> keys = [.. drawn.Keys.Select(key => new IssuedKey(pair, key.Id, key.Bytes, Stopwatch.GetTimestamp()))];
        Assert.Equal(number, keys.Count);
        ledger.Issued(keys);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Limit);
        var fetches = new KeyFetches(clients.Saes, ledger, new AnswerCounter(new CrashCounts(), RoundPlan.Last(new CrashOptions())));
        Assert.True(await fetches.FetchAsync(keys, limit.Token), $"keys were not had within {Limit}");
        Assert.Empty(ledger.Violations);
        return keys;
    }

    /// <summary>Waits until every machine says that it does its part.</summary>
    public Task WhenReadyAsync() => UntilAsync(() => clients.AreAllReadyAsync(stopping), areReady => areReady, _ => "a machine that is not ready");

    private async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isGood, Func<T, string> describe)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (isGood(answer))
            {
                return answer;
            }

            stopping.ThrowIfCancellationRequested();
            Assert.True(Stopwatch.GetElapsedTime(since) < Limit, $"not served within {Limit}, but {describe(answer)}");
            await KeyFetches.PauseAsync(stopping);
        }
    }
}
