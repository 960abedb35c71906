using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;

namespace QkdMec.Gateway.Packages;

/// <summary>Why a package is not taken.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The problem's code.</param>
/// <param name="Detail">What is wrong.</param>
internal sealed record PackageRefusal(int Status, string Code, string Detail)
{
    /// <summary>Packages may not come from there.</summary>
    public static PackageRefusal NotAllowed(string detail) => new(StatusCodes.Status403Forbidden, "package-source-not-allowed", detail);

    /// <summary>There was no package to be had there.</summary>
    public static PackageRefusal Unavailable(string detail) => new(StatusCodes.Status400BadRequest, "package-unavailable", detail);

    /// <summary>What came is no package.</summary>
    public static PackageRefusal Invalid(string detail) => new(StatusCodes.Status400BadRequest, "package-invalid", detail);

    /// <summary>It is a package, and of another application.</summary>
    public static PackageRefusal Mismatch(string detail) => new(StatusCodes.Status400BadRequest, "package-mismatch", detail);

    /// <summary>As the whole answer.</summary>
    public IResult ToResult() => Problem.Result(Status, Code, Detail);
}
