using System.Net;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Tests.Processes.Crashes;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A client app that calls <c>echo</c> with arguments that nobody ever had, each once; the answer must be these.</summary>
internal sealed class InvocationLoad(ClusterClients clients, CrashLedger ledger, int client)
{
    /// <summary>One call. True: it was answered.</summary>
    public async Task<bool> ActAsync(CancellationToken stopping)
    {
        var arguments = Encoding.UTF8.GetBytes($$"""{"client":{{client}},"said":"{{RandomNumberGenerator.GetHexString(64)}}"}""");
        var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = new ByteArrayContent(arguments) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Client-Id", $"client-{client}");
        var answer = await Exchange.OfAsync(clients.Perimeter, request, stopping);
        if (answer.Status == HttpStatusCode.OK && !answer.Content.AsSpan().SequenceEqual(arguments))
        {
            ledger.Report($"client {client} said {Encoding.UTF8.GetString(arguments)} and was answered {Encoding.UTF8.GetString(answer.Content)}");
        }

        return answer.Status == HttpStatusCode.OK;
    }
}
