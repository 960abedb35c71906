using System.Net;
using System.Text;
using System.Text.Json;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A device application that creates contexts, and deletes the oldest when it has many.</summary>
internal sealed class ContextLoad(ClusterClients clients, ContextLedger ledger)
{
    private const int Most = 20;

    private const string Request = """
        {"associateDevAppId":"machines","appInfo":{"appDId":"echo-1.0","appName":"echo","appProvider":"QkdMec","appDVersion":"1.0","userAppInstanceInfo":[{}]}}
        """;

    /// <summary>One creation. True: it was acknowledged.</summary>
    public async Task<bool> ActAsync(CancellationToken stopping)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/dev_app/v1/app_contexts") { Content = new StringContent(Request, Encoding.UTF8, "application/json") };
        var answer = await Exchange.OfAsync(clients.Gateway, request, stopping);
        if (answer.Status != HttpStatusCode.Created)
        {
            return false;
        }

        using var context = JsonDocument.Parse(answer.Content);
        ledger.Add(context.RootElement.GetProperty("contextId").GetString()!);
        if (ledger.Known is { Count: > Most } known)
        {
            await DeleteAsync(known[0], stopping);
        }

        return true;
    }

    /// <summary>Asks for every context that must be known, and for the last of those that must not. Answers one that nothing could be said of before the end; null: there was none.</summary>
    public static async Task<string?> CheckAsync(ClusterClients clients, ContextLedger ledger, CancellationToken stopping)
    {
        return await FirstWithoutAsync(clients, ledger.Known, HttpStatusCode.NotFound, ledger.FoundUnknown, stopping)
            ?? await FirstWithoutAsync(clients, ledger.Deleted.TakeLast(Most), HttpStatusCode.OK, ledger.FoundAgain, stopping);
    }

    private static async Task<string?> FirstWithoutAsync(
        ClusterClients clients, IEnumerable<string> ids, HttpStatusCode wrong, Action<string> report, CancellationToken stopping)
    {
        foreach (var id in ids)
        {
            Exchange answer;
            while ((answer = await Exchange.GetAsync(clients.Gateway, $"/operator/v1/contexts/{id}", stopping)).Status is not (HttpStatusCode.OK or HttpStatusCode.NotFound))
            {
                if (stopping.IsCancellationRequested)
                {
                    return id;
                }

                await KeyFetches.PauseAsync(stopping);
            }

            if (answer.Status == wrong)
            {
                report(id);
            }
        }

        return null;
    }

    private async Task DeleteAsync(string id, CancellationToken stopping)
    {
        ledger.Deleting(id);
        var answer = await Exchange.OfAsync(clients.Gateway, new HttpRequestMessage(HttpMethod.Delete, $"/dev_app/v1/app_contexts/{id}"), stopping);
        if (answer.Status == HttpStatusCode.NoContent)
        {
            ledger.HasDeleted(id);
        }
        else if (answer.Status == HttpStatusCode.NotFound)
        {
            ledger.Lost(id);
        }
    }
}
