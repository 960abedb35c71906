using System.Collections.Immutable;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>
/// A simulated device: both ends derive the same blocks from a secret that both sites hold, within a session made of fresh
/// nonces of both. A restart of either end makes a new session, so no restart regenerates old bits, and no key byte crosses.
/// </summary>
public sealed class SimulatedQkdModule : IQkdModule, IDisposable
{
    /// <summary>The least length of a link secret, in bytes.</summary>
    public const int MinSecretLength = 32;

    private const int NonceLength = 32;

    private readonly Lock gate = new();
    private readonly KeyMaterial secret;
    private readonly IEntropySource entropy;
    private ImmutableArray<byte> opened;
    private LinkHello? joined;
    private SimulatedSession? session;
    private OnceWindow taken = new();
    private long next;

    /// <summary>A device at <paramref name="end"/>; it owns <paramref name="secret"/> from here on.</summary>
    /// <exception cref="ArgumentException">The link does not end there, or the secret is too short.</exception>
    public SimulatedQkdModule(LinkId link, KmeId end, KeyMaterial secret, IEntropySource entropy)
    {
        if (!link.Joins(end))
        {
            throw new ArgumentException($"link '{link}' does not end at '{end}'", nameof(end));
        }

        if (secret.Length < MinSecretLength)
        {
            throw new ArgumentException($"a link secret has at least {MinSecretLength} bytes", nameof(secret));
        }

        (Link, End, this.secret, this.entropy) = (link, end, secret, entropy);
    }

    /// <inheritdoc/>
    public LinkId Link { get; }

    /// <inheritdoc/>
    public KmeId End { get; }

    /// <inheritdoc/>
    public bool HasSession
    {
        get
        {
            lock (gate)
            {
                return session is not null;
            }
        }
    }

    /// <inheritdoc/>
    public LinkHello OpenSession()
    {
        RequireRole(opens: true);
        lock (gate)
        {
            opened = FreshNonce();
            Replace(null);
            return new LinkHello(Link, opened, []);
        }
    }

    /// <inheritdoc/>
    public LinkHello JoinSession(LinkHello opening)
    {
        RequireRole(opens: false);
        if (opening.Link != Link || opening.Nonce.IsDefault || opening.Nonce.Length != NonceLength)
        {
            throw new ArgumentException($"not an opening of link '{Link}'", nameof(opening));
        }

        lock (gate)
        {
            if (joined is not null && joined.Answered.SequenceEqual(opening.Nonce))
            {
                return joined;
            }

            // A fresh nonce for every opening: an old opening that comes again makes a new session, never an old one.
            joined = new LinkHello(Link, FreshNonce(), opening.Nonce);
            Replace(new SimulatedSession(Link, secret.Span, opening.Nonce.AsSpan(), joined.Nonce.AsSpan()));
            return joined;
        }
    }

    /// <inheritdoc/>
    public bool CompleteSession(LinkHello answer)
    {
        RequireRole(opens: true);
        lock (gate)
        {
            if (opened.IsDefault || answer.Link != Link || answer.Answered.IsDefault || !answer.Answered.SequenceEqual(opened))
            {
                return false;
            }

            Replace(new SimulatedSession(Link, secret.Span, opened.AsSpan(), answer.Nonce.AsSpan()));
            opened = default;
            return true;
        }
    }

    /// <inheritdoc/>
    public ValueTask<MadeBlock?> MakeAsync(int bytes, CancellationToken cancellationToken)
    {
        RequireRole(opens: true);
        lock (gate)
        {
            if (session is null)
            {
                return new ValueTask<MadeBlock?>((MadeBlock?)null);
            }

            var reference = new SimulatedBlockReference(session.Id, next++);
            return new ValueTask<MadeBlock?>(
                new MadeBlock(session.Derive(Link, reference.Number, bytes), reference.ToBytes()));
        }
    }

    /// <inheritdoc/>
    public ValueTask<KeyMaterial?> TakeAsync(ImmutableArray<byte> reference, int bytes, CancellationToken cancellationToken)
    {
        RequireRole(opens: false);
        lock (gate)
        {
            var isOurs = SimulatedBlockReference.Parse(reference) is { } block
                && session is not null && block.Session == session.Id && taken.TryAccept(block.Number);
            return new ValueTask<KeyMaterial?>(
                isOurs ? session!.Derive(Link, SimulatedBlockReference.Parse(reference)!.Value.Number, bytes) : null);
        }
    }

    /// <summary>Destroys secret and session.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            Replace(null);
            secret.Dispose();
        }
    }

    private ImmutableArray<byte> FreshNonce()
    {
        var nonce = new byte[NonceLength];
        entropy.Fill(nonce);
        return ImmutableArray.Create(nonce);
    }

    private void Replace(SimulatedSession? fresh)
    {
        session?.Dispose();
        session = fresh;
        taken = new OnceWindow();
        next = 0;
    }

    private void RequireRole(bool opens)
    {
        if (opens != (End == Link.Smaller))
        {
            throw new InvalidOperationException($"'{End}' is the {(opens ? "joining" : "opening")} end of link '{Link}'");
        }
    }
}
