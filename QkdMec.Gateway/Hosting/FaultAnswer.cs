using System.Data.Common;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Hosting;

/// <summary>What a fault that came out of a request is answered with, whatever protocol it came by.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The problem's code.</param>
/// <param name="Detail">What is told of it: nothing of the inside.</param>
internal readonly record struct FaultAnswer(int Status, string Code, string Detail)
{
    /// <summary>Whether a part of the system was not there; a process that died is replaced or found to be dead within seconds.</summary>
    public bool IsUnavailable => Status == StatusCodes.Status503ServiceUnavailable;

    /// <summary>Whether it is a fault of the gateway itself.</summary>
    public bool IsBug => Status == StatusCodes.Status500InternalServerError;

    /// <summary>The answer to a fault.</summary>
    public static FaultAnswer Of(Exception fault) => fault switch
    {
        BadHttpRequestException bad => new(bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too-large" : "malformed", bad.Message),
        TimeoutException or OperationCanceledException => new(StatusCodes.Status503ServiceUnavailable, "unavailable", "A part of the system did not answer in time."),
        OrleansException or DbException or IOException => new(StatusCodes.Status503ServiceUnavailable, "unavailable", "A part of the system cannot be reached."),
        _ => new(StatusCodes.Status500InternalServerError, "internal", "The gateway failed; the log says why."),
    };
}
