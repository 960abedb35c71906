using System.Globalization;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Grpc;

/// <summary>Problems of what stands before a gRPC service, such as authentication, in the form that gRPC clients read: a status without a message.</summary>
internal sealed class GrpcProblemForm : IProblemForm
{
    private const string MediaType = "application/grpc";

    private static readonly GrpcProblemForm Instance = new();

    /// <inheritdoc/>
    public Task WriteAsync(HttpContext http, int status, string? code, string? detail)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaType;
        response.Headers["grpc-status"] = ((int)GrpcStatuses.Of(status, code)).ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = Uri.EscapeDataString(detail ?? "");
        if (code is not null)
        {
            response.Headers[GrpcStatuses.ProblemTrailer] = code;
        }

        return response.CompleteAsync();
    }

    /// <summary>Gives requests of gRPC this form.</summary>
    public static Task UseAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpProtocol.IsHttp2(http.Request.Protocol) && IsGrpc(http.Request.ContentType))
        {
            http.Features.Set<IProblemForm>(Instance);
        }

        return next(http);
    }

    private static bool IsGrpc(string? type) =>
        type is not null && type.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) && (type.Length == MediaType.Length || type[MediaType.Length] is '+' or ';');
}
