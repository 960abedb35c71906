using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Bearer tokens in the <c>Authorization</c> field (RFC 6750, section 2.1); the other ways of that document are not taken, for addresses and forms get logged.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder, AccessGate gate)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Bearer";

    private const string Realm = $"{SchemeName} realm=\"qkdmec\"";

    private BearerField sent;
    private TokenVerdict? verdict;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!gate.IsClosed)
        {
            return Accept(Caller.Anybody);
        }

        sent = BearerField.Read(Request.Headers.Authorization);
        if (sent.Token is null)
        {
            return AuthenticateResult.NoResult();
        }

        verdict = await gate.CheckAsync(sent.Token);
        return verdict.Caller is { } caller ? Accept(caller) : AuthenticateResult.Fail(verdict.Reason);
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        if (sent.IsMalformed)
        {
            await WriteAsync(StatusCodes.Status400BadRequest, "malformed", "invalid_request", "The Authorization field must be 'Bearer' and one token, once.");
        }
        else if (verdict is null)
        {
            Response.Headers.WWWAuthenticate = Realm;
            await Problem.WriteAsync(Context, StatusCodes.Status401Unauthorized, AccessProblems.Unauthorised, "The request needs a bearer token in its Authorization field.");
        }
        else if (verdict.RetryAfter is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Problem.WriteAsync(Context, StatusCodes.Status503ServiceUnavailable, "unavailable", verdict.Reason);
        }
        else
        {
            await WriteAsync(StatusCodes.Status401Unauthorized, AccessProblems.Unauthorised, "invalid_token", verdict.Reason);
        }
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var needed = AccessPolicies.RolesFor(Context);
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"insufficient_scope\", scope=\"{string.Join(' ', needed)}\"";
        return Problem.WriteAsync(Context, StatusCodes.Status403Forbidden, AccessProblems.Forbidden, $"The token has none of the roles that this needs: {string.Join(", ", needed)}.");
    }

    private Task WriteAsync(int status, string code, string error, string detail)
    {
        Response.Headers.WWWAuthenticate = $"{Realm}, error=\"{error}\", error_description=\"{detail}\"";
        return Problem.WriteAsync(Context, status, code, detail);
    }

    private static AuthenticateResult Accept(Caller caller) => AuthenticateResult.Success(new AuthenticationTicket(caller.Principal, SchemeName));
}
