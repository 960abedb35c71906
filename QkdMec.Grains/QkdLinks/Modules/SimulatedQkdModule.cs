using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>
/// A simulated device: both ends derive the same blocks from a secret that both sites hold, within a session made of fresh
/// nonces of both. A restart of either end makes a new session, so no restart regenerates old bits, and no key byte crosses.
/// </summary>
public sealed class SimulatedQkdModule : QkdModule
{
    /// <summary>The least length of a link secret, in bytes.</summary>
    public const int MinSecretLength = 32;

    private readonly Lock gate = new();
    private readonly KeyMaterial secret;
    private SimulatedSession? keys;

    /// <summary>A device at <paramref name="end"/>; it owns <paramref name="secret"/> from here on.</summary>
    /// <exception cref="ArgumentException">The link does not end there, or the secret is too short.</exception>
    public SimulatedQkdModule(LinkId link, KmeId end, KeyMaterial secret, IEntropySource entropy) : base(link, end, entropy)
    {
        if (secret.Length < MinSecretLength)
        {
            throw new ArgumentException($"a link secret has at least {MinSecretLength} bytes", nameof(secret));
        }

        this.secret = secret;
    }

    /// <inheritdoc/>
    protected override void BeginSession(ModuleSession running)
    {
        lock (gate)
        {
            keys?.Dispose();
            keys = new SimulatedSession(Link, secret.Span, running);
        }
    }

    /// <inheritdoc/>
    protected override void EndSession()
    {
        lock (gate)
        {
            keys?.Dispose();
            keys = null;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<MadeBlock?> DrawAsync(ModuleSession running, long number, int bytes, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Derive(running, number, bytes) is { } block ? new MadeBlock(block, []) : null);

    /// <inheritdoc/>
    protected override ValueTask<KeyMaterial?> FetchAsync(ModuleSession running, BlockReference block, int bytes, CancellationToken cancellationToken) =>
        ValueTask.FromResult(block.Place.IsEmpty ? Derive(running, block.Number, bytes) : null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => secret.Dispose();

    private KeyMaterial? Derive(ModuleSession running, long number, int bytes)
    {
        lock (gate)
        {
            return keys?.Session == running.Id ? keys.Derive(Link, number, bytes) : null;
        }
    }
}
