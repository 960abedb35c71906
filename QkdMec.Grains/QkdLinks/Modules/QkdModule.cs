using System.Collections.Immutable;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>
/// What all drivers have in common: sessions, the numbers of blocks within them, and that each is taken once. After a restart of either end
/// blocks of the old session are refused, whatever the driver underneath would still give.
/// </summary>
public abstract class QkdModule : IQkdModule, IDisposable
{
    private readonly Lock gate = new();
    private readonly IEntropySource entropy;
    private ImmutableArray<byte> opened;
    private LinkHello? joined;
    private ModuleSession? session;

    /// <summary>A device at <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentException">The link does not end there.</exception>
    protected QkdModule(LinkId link, KmeId end, IEntropySource entropy)
    {
        if (!link.Joins(end))
        {
            throw new ArgumentException($"link '{link}' does not end at '{end}'", nameof(end));
        }

        (Link, End, this.entropy) = (link, end, entropy);
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

    /// <summary>Whether this end coordinates.</summary>
    protected bool Coordinates => End == Link.Smaller;

    /// <inheritdoc/>
    public LinkHello OpenSession()
    {
        RequireRole(coordinating: true);
        var standing = DescribeStanding();
        lock (gate)
        {
            opened = LinkNonces.Draw(entropy);
            session = null;
            EndSession();
            return new LinkHello(Link, opened, [], standing);
        }
    }

    /// <inheritdoc/>
    public LinkHello JoinSession(LinkHello opening)
    {
        RequireRole(coordinating: false);
        if (opening.Link != Link || !LinkNonces.IsWellFormed(opening))
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
            var fresh = new ModuleSession(Link, opening.Nonce, LinkNonces.Draw(entropy), opening.Standing);
            BeginSession(fresh);
            session = fresh;
            return joined = new LinkHello(Link, fresh.JoiningNonce, opening.Nonce, DescribeStanding());
        }
    }

    /// <inheritdoc/>
    public bool CompleteSession(LinkHello answer)
    {
        RequireRole(coordinating: true);
        lock (gate)
        {
            if (opened.IsDefault || answer.Link != Link || !LinkNonces.IsWellFormed(answer) || answer.Answered.IsDefault || !answer.Answered.SequenceEqual(opened))
            {
                return false;
            }

            var fresh = new ModuleSession(Link, opened, answer.Nonce, answer.Standing);
            opened = default;
            BeginSession(fresh);
            session = fresh;
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MadeBlock?> MakeAsync(int bytes, CancellationToken cancellationToken)
    {
        RequireRole(coordinating: true);
        ModuleSession running;
        long number;
        lock (gate)
        {
            if (session is null)
            {
                return null;
            }

            running = session;
            number = running.NextNumber();
        }

        return await DrawAsync(running, number, bytes, cancellationToken) is { } drawn
            ? new MadeBlock(drawn.Bytes, new BlockReference(running.Id, number, drawn.Reference).ToBytes())
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<KeyMaterial?> TakeAsync(ImmutableArray<byte> reference, int bytes, CancellationToken cancellationToken)
    {
        RequireRole(coordinating: false);
        if (BlockReference.Parse(reference) is not { } block)
        {
            return null;
        }

        ModuleSession running;
        lock (gate)
        {
            if (session is null || block.Session != session.Id || !session.TryTake(block.Number))
            {
                return null;
            }

            running = session;
        }

        return await FetchAsync(running, block, bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            session = null;
            EndSession();
        }

        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>At the coordinating end: bits never given out, and where the other end finds its own, in place of the reference. Null: none at present.</summary>
    protected abstract ValueTask<MadeBlock?> DrawAsync(ModuleSession running, long number, int bytes, CancellationToken cancellationToken);

    /// <summary>At the other end: the bits of a block that is asked for the first time. Null: none.</summary>
    protected abstract ValueTask<KeyMaterial?> FetchAsync(ModuleSession running, BlockReference block, int bytes, CancellationToken cancellationToken);

    /// <summary>What the other end is told of this one when a session begins.</summary>
    protected virtual ImmutableArray<byte> DescribeStanding() => [];

    /// <summary>A session begins; called under the lock of sessions, so briefly.</summary>
    protected virtual void BeginSession(ModuleSession running)
    {
    }

    /// <summary>The session is over; called under the lock of sessions.</summary>
    protected virtual void EndSession()
    {
    }

    /// <summary>Destroys what the driver holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private void RequireRole(bool coordinating)
    {
        if (coordinating != Coordinates)
        {
            throw new InvalidOperationException($"'{End}' is the {(coordinating ? "joining" : "opening")} end of link '{Link}'");
        }
    }
}
