using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Why the client refuses what it got as a result.</summary>
public enum ResultRefusal
{
    /// <summary>It is opened.</summary>
    None,

    /// <summary>Not a message of ours.</summary>
    Malformed,

    /// <summary>It belongs to another request, key, context, application or host.</summary>
    NotOfThisRequest,

    /// <summary>It does not verify.</summary>
    NotAuthentic,
}

/// <summary>A result after the client tried to open it. Disposing it zeroes the clear bytes.</summary>
public sealed class OpenedResult : IDisposable
{
    private OpenedResult(ResultRefusal refusal, ResultStatus status, ClearBytes? result)
    {
        Refusal = refusal;
        Status = status;
        Result = result;
    }

    /// <summary>Why it was not opened.</summary>
    public ResultRefusal Refusal { get; }

    /// <summary>How the function ended.</summary>
    public ResultStatus Status { get; }

    /// <summary>The clear result; null when it was not opened.</summary>
    public ClearBytes? Result { get; }

    /// <summary>Zeroes the clear bytes.</summary>
    public void Dispose() => Result?.Dispose();

    internal static OpenedResult Refused(ResultRefusal refusal) => new(refusal, ResultStatus.InternalError, null);

    internal static OpenedResult Opened(ResultStatus status, ClearBytes result) => new(ResultRefusal.None, status, result);
}
