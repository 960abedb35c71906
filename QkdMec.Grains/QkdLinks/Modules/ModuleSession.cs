using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>A session of a link: both ends drew a nonce for it, so none ever comes again.</summary>
public sealed class ModuleSession
{
    private readonly OnceWindow taken = new();
    private long next;

    /// <summary>The session of an opening and its answer.</summary>
    /// <param name="link">The link.</param>
    /// <param name="openingNonce">The coordinating end's nonce.</param>
    /// <param name="joiningNonce">The other end's nonce.</param>
    /// <param name="standing">What the other end said of itself.</param>
    public ModuleSession(LinkId link, ImmutableArray<byte> openingNonce, ImmutableArray<byte> joiningNonce, ImmutableArray<byte> standing)
    {
        (OpeningNonce, JoiningNonce, PeerStanding) = (openingNonce, joiningNonce, standing);
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes($"qkdmec link session 1 {link}"), .. openingNonce, .. joiningNonce]);
        Id = BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Names the session; public.</summary>
    public UInt128 Id { get; }

    /// <summary>The coordinating end's nonce.</summary>
    public ImmutableArray<byte> OpeningNonce { get; }

    /// <summary>The other end's nonce.</summary>
    public ImmutableArray<byte> JoiningNonce { get; }

    /// <summary>What the other end said of itself.</summary>
    public ImmutableArray<byte> PeerStanding { get; }

    /// <summary>The number of the next block.</summary>
    internal long NextNumber() => next++;

    /// <summary>Whether this is the first time that the block is asked for.</summary>
    internal bool TryTake(long number) => taken.TryAccept(number);
}
