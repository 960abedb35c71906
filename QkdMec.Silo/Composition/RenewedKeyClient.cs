using System.Security.Cryptography.X509Certificates;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Silo.Composition;

/// <summary>A key client that connects anew when its SAE's certificate is replaced: connections made with the old one speak for a bearer that is gone.</summary>
/// <param name="current">The SAE's certificate now.</param>
/// <param name="connect">Makes a client with a certificate.</param>
internal sealed class RenewedKeyClient(Func<X509Certificate2> current, Func<X509Certificate2, KmeAddresses> connect) : IKeyClient, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<KmeAddresses> made = [];
    private X509Certificate2? certificate;

    /// <inheritdoc/>
    public Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken) =>
        Client().DrawAsync(slaveSae, keyBits, cancellationToken);

    /// <inheritdoc/>
    public Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken) =>
        Client().FetchAsync(masterSae, keyId, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            made.ForEach(client => client.Dispose());
            made.Clear();
        }
    }

    // A replaced client may have answers under way, and is replaced by an operator's hand only: it is kept until the end.
    private KmeAddresses Client()
    {
        lock (gate)
        {
            var now = current();
            if (!ReferenceEquals(now, certificate))
            {
                made.Add(connect(now));
                certificate = now;
            }

            return made[^1];
        }
    }
}
