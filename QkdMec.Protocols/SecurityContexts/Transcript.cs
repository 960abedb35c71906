using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>
/// What the two SAEs said before they had a key. The first message under the key carries its hash, so that nobody between them can have changed the
/// offer, the choice, the parties or the key id.
/// </summary>
public sealed record Transcript
{
    private const string Label = "qkdmec sc 1";

    /// <summary>The suites the client offered, in order.</summary>
    public required IReadOnlyList<string> Offered { get; init; }

    /// <summary>The suite the host chose, which fixes the key length.</summary>
    public required CipherSuite Chosen { get; init; }

    /// <summary>The client's SAE.</summary>
    public required string ClientSae { get; init; }

    /// <summary>The host's SAE.</summary>
    public required string HostSae { get; init; }

    /// <summary>The generation of the key.</summary>
    public required long Generation { get; init; }

    /// <summary>The key's id.</summary>
    public required Guid KeyId { get; init; }

    /// <summary>The app context.</summary>
    public required string Context { get; init; }

    /// <summary>SHA-256 over all of it, each part with its length before it (ADR 0007).</summary>
    public byte[] Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Label);
        Append(hash, string.Join(',', Offered));
        Append(hash, Chosen.Name);
        Append(hash, Chosen.KeyBits.ToString(CultureInfo.InvariantCulture));
        Append(hash, ClientSae);
        Append(hash, HostSae);
        Append(hash, Generation.ToString(CultureInfo.InvariantCulture));
        Append(hash, KeyId.ToString("D"));
        Append(hash, Context);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var utf8 = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)utf8.Length));
        hash.AppendData(length);
        hash.AppendData(utf8);
    }
}
