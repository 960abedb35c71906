namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>A SAE's way to a KME that is at several addresses: the one that answered last is asked first, and the next one when it does not answer.</summary>
/// <remarks>Asking twice is safe: a key that was drawn and not heard of is never used, and a key may be fetched again by the same SAE.</remarks>
public sealed class KmeAddresses : IKeyClient, IDisposable
{
    private readonly Qkd014Client[] clients;
    private int preferred;

    /// <summary>The ways, the nearest first; they are disposed with this.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public KmeAddresses(IEnumerable<Qkd014Client> clients)
    {
        this.clients = [.. clients];
        if (this.clients.Length == 0)
        {
            throw new ArgumentException("a KME needs an address", nameof(clients));
        }
    }

    /// <inheritdoc/>
    public Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken) =>
        AskAsync(client => client.DrawAsync(slaveSae, keyBits, cancellationToken));

    /// <inheritdoc/>
    public Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken) =>
        AskAsync(client => client.FetchAsync(masterSae, keyId, cancellationToken));

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(clients, client => client.Dispose());

    private async Task<KeyAnswer> AskAsync(Func<Qkd014Client, Task<KeyAnswer>> ask)
    {
        var first = Volatile.Read(ref preferred);
        for (var turn = 0; ; turn++)
        {
            var index = (first + turn) % clients.Length;
            var answer = await ask(clients[index]);
            if (answer.Status != KeyAnswerStatus.Unavailable)
            {
                Volatile.Write(ref preferred, index);
                return answer;
            }

            if (turn == clients.Length - 1)
            {
                // One that hangs used up the caller's time: the next call begins with another.
                Volatile.Write(ref preferred, (first + 1) % clients.Length);
                return answer;
            }

            answer.Dispose();
        }
    }
}
