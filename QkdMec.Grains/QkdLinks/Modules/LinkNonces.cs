using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>The form of what both ends say when a session begins.</summary>
internal static class LinkNonces
{
    private const int Length = 32;
    private const int LongestStanding = 64 * 1024;

    /// <summary>A nonce for one session alone.</summary>
    public static ImmutableArray<byte> Draw(IEntropySource entropy)
    {
        var nonce = new byte[Length];
        entropy.Fill(nonce);
        return ImmutableArray.Create(nonce);
    }

    /// <summary>Whether nonce and standing are of the form; the answered nonce is compared anyway.</summary>
    public static bool IsWellFormed(LinkHello hello) =>
        hello is { Nonce: { IsDefault: false, Length: Length }, Standing: { IsDefault: false, Length: <= LongestStanding } };
}
