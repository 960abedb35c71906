using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Paths;

/// <summary>Creates and deletes app contexts.</summary>
internal sealed class ContextClient(HttpConnection connection, ServerAddress server) : IBenchClient
{
    private const int Created = 201;
    private const int NoContent = 204;

    private readonly byte[] create = ContextRequests.Create(server);

    /// <summary>How long the last answer to a creation was.</summary>
    public int CreatedBytes { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<bool> StepAsync()
    {
        var created = await connection.SendAsync(create);
        if (created.Status != Created)
        {
            throw UnexpectedAnswerException.Of("context", created);
        }

        CreatedBytes = created.Body.Length;
        var deleted = await connection.SendAsync(ContextRequests.Delete(server, ContextRequests.IdIn(created.Body.Span)));
        return deleted.Status == NoContent ? true : throw UnexpectedAnswerException.Of("context", deleted);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
