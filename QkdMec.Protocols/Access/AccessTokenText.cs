using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace QkdMec.Protocols.Access;

/// <summary>How a token looks: <c>qkdmec_</c>, so that it is recognised where it does not belong, and 256 random bits as base64url.</summary>
public static class AccessTokenText
{
    /// <summary>Random bytes in a token.</summary>
    public const int RandomBytes = 32;

    private const string Prefix = "qkdmec_";

    /// <summary>The token of <see cref="RandomBytes"/> random bytes.</summary>
    public static string Of(ReadOnlySpan<byte> random)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(random.Length, RandomBytes);
        return Prefix + Base64Url.EncodeToString(random);
    }

    /// <summary>A fresh token.</summary>
    public static string New() => Of(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is kept of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
