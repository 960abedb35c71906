using System.Text;
using System.Text.Json;
using QkdMec.Bench.Loads;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Bench.Paths;

/// <summary>
/// A secured invocation of <c>echo</c> through the gateway: sealed by the client's end of a security context, opened, run and sealed again by the host's end,
/// opened by the client. Each connection has an app context of its own. The bare endpoint echoes the same arguments in the clear.
/// </summary>
internal sealed class EchoPath(string name, int argumentBytes) : IBenchPath
{
    private const int Ok = 200;
    private const int Created = 201;

    private readonly byte[] arguments = Encoding.ASCII.GetBytes($$"""{"data":"{{new string('x', argumentBytes - """{"data":""}""".Length)}}"}""");

    /// <inheritdoc/>
    public BareListener BareListener => BareListener.Plain;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IBenchClient>> ConnectOursAsync(OursServer ours, int connections)
    {
        using var agreement = new EchoAgreement(ours);
        var clients = new List<IBenchClient>();
        for (var i = 0; i < connections; i++)
        {
            var connection = await HttpConnection.ConnectAsync(ours.Gateway);
            var referenceUri = await OpenAsync(connection, ours);
            var session = await agreement.AgreeAsync(referenceUri);
            var invocations = new InvocationRequests(ours.Gateway, new Uri(referenceUri).AbsolutePath + "/invocations");
            clients.Add(new EchoClient(name, connection, session, invocations, arguments));
        }

        return clients;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IBenchClient>> ConnectBareAsync(BareServer bare, int connections) => FixedClient.ConnectAsync(
        bare.Address, connections, name, (RequestBytes.Post(bare.Address, BareServing.EchoPath, "application/json", arguments), Ok));

    /// <inheritdoc/>
    public Task PrepareAsync(OursServer ours, long expected) => Task.CompletedTask;

    private async Task<string> OpenAsync(HttpConnection connection, OursServer ours)
    {
        var answer = await connection.SendAsync(ContextRequests.Create(ours.Gateway));
        var context = answer.Status == Created
            ? JsonSerializer.Deserialize(answer.Body.Span, Mx2Json.Default.AppContextInfo)
            : throw UnexpectedAnswerException.Of(name, answer);
        return context?.AppInfo.UserAppInstanceInfo[0].ReferenceUri ?? throw new BenchException($"{name}: a context came without a reference");
    }
}
