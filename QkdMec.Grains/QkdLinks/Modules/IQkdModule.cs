using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>The QKD device at one end of a link. Site-local: its key bytes never leave the silo.</summary>
/// <remarks>
/// The coordinating end (the smaller KME id) takes the next block with a reference; the other end takes the same block by that
/// reference. Each end gives every block out once, and no restart or roll-back of one end makes it give bits again. Safe for concurrent use.
/// </remarks>
public interface IQkdModule
{
    /// <summary>The link.</summary>
    LinkId Link { get; }

    /// <summary>The KME this device stands at.</summary>
    KmeId End { get; }

    /// <summary>Whether both ends agreed on a session since this device started.</summary>
    bool HasSession { get; }

    /// <summary>At the coordinating end: begins a new session. What the running one had left is given up.</summary>
    LinkHello OpenSession();

    /// <summary>At the other end: joins a session and answers. The same opening again gets the same answer.</summary>
    /// <exception cref="ArgumentException">The opening is of another link or malformed.</exception>
    LinkHello JoinSession(LinkHello opening);

    /// <summary>At the coordinating end: the other end joined. False: the answer is to another opening, so nothing changed.</summary>
    bool CompleteSession(LinkHello answer);

    /// <summary>At the coordinating end: the next block. Null: no session, or no key at present.</summary>
    ValueTask<MadeBlock?> MakeAsync(int bytes, CancellationToken cancellationToken);

    /// <summary>At the other end: its copy of a block. Null: another session, taken before, or no such block.</summary>
    ValueTask<KeyMaterial?> TakeAsync(ImmutableArray<byte> reference, int bytes, CancellationToken cancellationToken);
}
