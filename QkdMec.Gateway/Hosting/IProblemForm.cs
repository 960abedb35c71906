using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Hosting;

/// <summary>A feature of requests of a protocol that has a form of its own for errors; without it they are problem documents.</summary>
internal interface IProblemForm
{
    /// <summary>Writes the problem as the whole answer; parameters as in <see cref="Problem.WriteAsync"/>.</summary>
    Task WriteAsync(HttpContext http, int status, string? code, string? detail);
}
