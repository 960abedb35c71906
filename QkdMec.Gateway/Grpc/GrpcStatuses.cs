using Grpc.Core;
using QkdMec.Gateway.Functions;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Grpc;

/// <summary>Every refusal with its gRPC status; the table stands in docs/grpc.md.</summary>
internal static class GrpcStatuses
{
    /// <summary>The trailer with a problem's code: there are more codes than gRPC has statuses.</summary>
    public const string ProblemTrailer = "qkdmec-problem";

    /// <summary>The trailer that says in how many seconds to try again.</summary>
    public const string RetryAfterTrailer = "retry-after";

    /// <summary>The trailer that says where a context is that moved: the path of its end point.</summary>
    public const string LocationTrailer = "location";

    /// <summary>The status for an HTTP status and a problem's code.</summary>
    public static StatusCode Of(int status, string? code) => (status, code) switch
    {
        (_, SecurityContextProblems.Replayed) => StatusCode.AlreadyExists,
        (_, SecurityContextProblems.StillRunning) => StatusCode.Aborted,
        (404, null) or (405, _) => StatusCode.Unimplemented,
        (401, _) => StatusCode.Unauthenticated,
        (403 or 421, _) => StatusCode.PermissionDenied,
        (404, _) => StatusCode.NotFound,
        (308 or 409, _) => StatusCode.FailedPrecondition,
        (413 or 429, _) => StatusCode.ResourceExhausted,
        (502, _) => StatusCode.Unknown,
        (503, _) => StatusCode.Unavailable,
        (504, _) => StatusCode.DeadlineExceeded,
        (>= 400 and < 500, _) => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };

    /// <summary>A refusal of a request to a context.</summary>
    public static RpcException Refusal(string code, ContextAddress? movedTo)
    {
        var (status, detail) = FunctionProblems.Describe(code);
        var fault = Fault(status, code, detail, status is 429 or 503 ? "1" : null);
        if (movedTo is { } place)
        {
            fault.Trailers.Add(LocationTrailer, place.Path);
        }

        return fault;
    }

    /// <summary>Any problem.</summary>
    public static RpcException Fault(int status, string code, string detail, string? retryAfter)
    {
        var trailers = new Metadata { { ProblemTrailer, code } };
        if (retryAfter is not null)
        {
            trailers.Add(RetryAfterTrailer, retryAfter);
        }

        return new RpcException(new Status(Of(status, code), detail), trailers);
    }
}
