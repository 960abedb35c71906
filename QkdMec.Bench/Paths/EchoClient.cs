using QkdMec.Bench.Loads;
using QkdMec.Bench.Running;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Bench.Paths;

/// <summary>Invokes <c>echo</c> within one security context and checks that the very arguments come back.</summary>
internal sealed class EchoClient(string path, HttpConnection connection, ClientSession session, InvocationRequests requests, byte[] arguments) : IBenchClient
{
    private const int Ok = 200;

    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        using var request = session.Seal(Guid.NewGuid(), arguments) ?? throw new BenchException($"{path}: a security context has lost its key");
        var answer = await connection.SendAsync(requests.Of(request.Message));
        if (answer.Status != Ok)
        {
            throw UnexpectedAnswerException.Of(path, answer);
        }

        using var result = session.Open(request, answer.Body.Span);
        return result is { Status: ResultStatus.Success, Result: { } echoed } && echoed.Span.SequenceEqual(arguments)
            ? true
            : throw new BenchException($"{path}: a result was not the arguments ({result.Refusal}, {result.Status})");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Dispose();
        connection.Dispose();
    }
}
