namespace QkdMec.Protocols.Jose;

/// <summary>The protected header of a message (ADR 0007), without the member that is always the same (<c>alg</c>).</summary>
public sealed record MessageHeader
{
    /// <summary>Bytes of a transcript hash.</summary>
    public const int TranscriptHashLength = 32;

    /// <summary><c>enc</c>: the cipher suite's JOSE name.</summary>
    public required string CipherSuite { get; init; }

    /// <summary><c>cty</c>: what the payload is.</summary>
    public MessageForm Form { get; init; } = MessageForm.Json;

    /// <summary><c>kid</c>: the key's id.</summary>
    public required Guid KeyId { get; init; }

    /// <summary><c>ctx</c>: the app context.</summary>
    public required string Context { get; init; }

    /// <summary><c>gen</c>: the generation of the key.</summary>
    public required long Generation { get; init; }

    /// <summary><c>dir</c>: which way.</summary>
    public required MessageDirection Direction { get; init; }

    /// <summary><c>seq</c>: from 1, per direction and generation.</summary>
    public required long Sequence { get; init; }

    /// <summary><c>inv</c>: the invocation.</summary>
    public required Guid Invocation { get; init; }

    /// <summary><c>app</c>: the application.</summary>
    public required string App { get; init; }

    /// <summary><c>host</c>: <c>site/host</c>.</summary>
    public required string Host { get; init; }

    /// <summary><c>th</c>: hash of the transcript, on requests until the first result under the key; else empty.</summary>
    public ReadOnlyMemory<byte> TranscriptHash { get; init; }

    /// <summary><c>rseq</c>: the sequence of the request, on results only.</summary>
    public long RequestSequence { get; init; }

    /// <summary><c>status</c>: how the function ended, on results only.</summary>
    public ResultStatus Status { get; init; }
}
