using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Gateway.Mx2;

/// <summary>Which status an outcome has.</summary>
internal static class Mx2Answers
{
    /// <summary>There is no such context.</summary>
    public static IResult UnknownContext() => Problem.Result(StatusCodes.Status404NotFound, "unknown-context", "There is no such application context.");

    /// <summary>The client may not create contexts for that device application.</summary>
    public static IResult ForeignDeviceApp(string app) =>
        Problem.Result(StatusCodes.Status403Forbidden, "not-allowed", $"The client's token is not for the device application '{app}'.");

    /// <summary>The application is not in the catalogue.</summary>
    public static IResult UnknownApplication(string name, string provider) => Problem.Result(
        StatusCodes.Status404NotFound, "unknown-application", $"There is no application '{name}' of '{provider}' with these versions.");

    /// <summary>The idempotency key was used for another request.</summary>
    public static IResult KeyReused() => Problem.Result(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", $"The client has a context that was created with this {IdempotencyKey.Field} and another body.");

    /// <summary>The context of the idempotency key is on its way out.</summary>
    public static IResult KeyBusy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return Problem.Result(
            StatusCodes.Status409Conflict, "idempotency-key-busy", $"The context of this {IdempotencyKey.Field} is being deleted: try again later, or use another key.");
    }

    /// <summary>The context was not created.</summary>
    public static IResult Refused(CreateOutcome outcome) => outcome.Status switch
    {
        CreateStatus.UnknownApplication => Problem.Result(StatusCodes.Status404NotFound, "unknown-application", outcome.Reason),
        CreateStatus.ApplicationMismatch => Problem.Result(StatusCodes.Status400BadRequest, "application-mismatch", outcome.Reason),
        CreateStatus.NotAllowed => Problem.Result(StatusCodes.Status403Forbidden, "not-allowed", outcome.Reason),
        CreateStatus.NoCapacity => Problem.Result(StatusCodes.Status503ServiceUnavailable, "no-capacity", outcome.Reason),
        CreateStatus.NoKey => Problem.Result(StatusCodes.Status503ServiceUnavailable, "no-key", outcome.Reason),
        _ => Problem.Result(StatusCodes.Status503ServiceUnavailable, "unavailable", outcome.Reason),
    };
}
