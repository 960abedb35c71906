using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Protocols.Qkd014;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Every error of the key delivery API: its status code and its text. All are JSON with a message.</summary>
internal static partial class KeyApiErrors
{
    /// <summary>What is wrong with a request for new keys; null when nothing is. Checked before anything is allocated.</summary>
    public static string? FaultOf(KeyRequest request, int number, int bits, KeyDeliveryOptions limits)
    {
        if (request.Fault is not null)
        {
            return request.Fault;
        }

        if (bits % 8 != 0)
        {
            return Qkd014Messages.SizeNotMultipleOf8;
        }

        if (bits < 8 * limits.MinKeyBytes || bits > 8 * limits.MaxKeyBytes)
        {
            return Qkd014Messages.OutOfLimits("size", 8 * limits.MinKeyBytes, 8 * limits.MaxKeyBytes, " bits");
        }

        return number < 1 || number > limits.MaxKeysPerRequest ? Qkd014Messages.OutOfLimits("number", 1, limits.MaxKeysPerRequest, string.Empty) : null;
    }

    /// <summary>The text for a list of ids.</summary>
    public static string TextOf(KeyIdsFault fault, KeyDeliveryOptions limits) => fault switch
    {
        KeyIdsFault.Empty => Qkd014Messages.NoIds,
        KeyIdsFault.TooMany => Qkd014Messages.OutOfLimits("key_IDs", 1, limits.MaxKeysPerRequest, " entries"),
        _ => Qkd014Messages.Malformed,
    };

    /// <summary>The text for a list of additional slaves; null when nothing is wrong with it.</summary>
    public static string? TextOf(AudienceFault fault, KeyDeliveryOptions limits) => fault switch
    {
        AudienceFault.None => null,
        AudienceFault.TooMany when limits.MaxAdditionalSaes == 0 => Qkd014Messages.NoAdditionalSlaves,
        AudienceFault.TooMany => Qkd014Messages.OutOfLimits("additional_slave_SAE_IDs", 1, limits.MaxAdditionalSaes, " entries"),
        AudienceFault.Caller => Qkd014Messages.AdditionalSlaveIsCaller,
        AudienceFault.Twice => Qkd014Messages.AdditionalSlaveTwice,
        _ => Qkd014Messages.AdditionalSlaveUnknown,
    };

    /// <summary>Answers what the key delivery refused.</summary>
    /// <param name="context">The request.</param>
    /// <param name="outcome">Why.</param>
    /// <param name="retryAfter">After how long it can be served, where a limit of the caller is the reason.</param>
    public static Task WriteAsync(HttpContext context, KeyOutcome outcome, TimeSpan retryAfter = default) => outcome switch
    {
        KeyOutcome.UnknownSae => WriteAsync(context, StatusCodes.Status400BadRequest, Qkd014Messages.UnknownSae),
        KeyOutcome.SameSae => WriteAsync(context, StatusCodes.Status400BadRequest, Qkd014Messages.SameSae),
        KeyOutcome.NotMet => WriteAsync(context, StatusCodes.Status400BadRequest, Qkd014Messages.MandatoryNotMet),
        KeyOutcome.NotFound => WriteAsync(context, StatusCodes.Status400BadRequest, Qkd014Messages.KeysNotFound),
        KeyOutcome.NotYours => WriteAsync(context, StatusCodes.Status401Unauthorized, Qkd014Messages.NotYours),
        KeyOutcome.RateLimited => WriteAsync(context, StatusCodes.Status429TooManyRequests, Qkd014Messages.TooManyWrongIds, retryAfter: Seconds(retryAfter)),
        KeyOutcome.QuotaExceeded => WriteAsync(context, StatusCodes.Status429TooManyRequests, Qkd014Messages.QuotaExceeded, retryAfter: Seconds(retryAfter)),
        KeyOutcome.Exhausted => WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Qkd014Messages.Exhausted, retryAfter: "1"),
        KeyOutcome.PeerUnreachable => WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Qkd014Messages.PeerUnreachable, retryAfter: "1"),
        _ => WriteAsync(context, StatusCodes.Status503ServiceUnavailable, Qkd014Messages.Unavailable, retryAfter: "1"),
    };

    /// <summary>Whole seconds, rounded up, and never none: a client that waits as long is not refused for the same reason.</summary>
    private static string Seconds(TimeSpan retryAfter) => Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Answers a method that a path does not take.</summary>
    public static Task RefuseMethodAsync(HttpContext context, KeyOperation operation)
    {
        context.Response.Headers.Allow = operation == KeyOperation.Status ? "GET" : "GET, POST";
        return WriteAsync(context, StatusCodes.Status405MethodNotAllowed, Qkd014Messages.NoSuchMethod);
    }

    /// <summary>
    /// Answers a body that is too large, without reading it first. What the client has sent meanwhile is read and dropped, else the end of the connection
    /// would take the answer with it; beyond a bound the connection ends all the same.
    /// </summary>
    public static Task RefuseTooLargeAsync(HttpContext context, int maxDiscarded)
    {
        if (context.Request.ContentLength <= maxDiscarded && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = maxDiscarded;
        }
        else
        {
            context.Response.Headers.Connection = "close";
        }

        return WriteAsync(context, StatusCodes.Status413PayloadTooLarge, Qkd014Messages.TooLarge);
    }

    /// <summary>Answers an exception: the fault of the client where the server says so.</summary>
    public static Task FailAsync(HttpContext context, Exception error, ILogger log)
    {
        if (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (error is BadHttpRequestException bad)
        {
            var text = bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? Qkd014Messages.TooLarge : Qkd014Messages.Malformed;
            return WriteAsync(context, bad.StatusCode, text);
        }

        Failed(log, error, context.Request.Path.Value);
        return WriteAsync(context, StatusCodes.Status500InternalServerError, Qkd014Messages.Unavailable);
    }

    /// <summary>Answers an error.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message, string? retryAfter = null)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (retryAfter is not null)
        {
            response.Headers.RetryAfter = retryAfter;
        }

        return JsonResponse.WriteAsync(response, Encoding.UTF8.GetBytes($"{{\"message\":\"{JsonEncodedText.Encode(message)}\"}}"));
    }

    [LoggerMessage(EventId = 2001, Level = LogLevel.Error, Message = "The key delivery API failed at {Path}")]
    private static partial void Failed(ILogger log, Exception error, string? path);
}
