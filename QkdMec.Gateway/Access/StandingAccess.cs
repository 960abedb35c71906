using Microsoft.AspNetCore.Http;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Whether the sender of a request that goes on for long would still be let in: tokens expire and are withdrawn while it does.</summary>
internal sealed class StandingAccess(AccessGate gate)
{
    /// <summary>Asks for a request of a device. A provider that cannot be asked now changes nothing.</summary>
    public async ValueTask<bool> HoldsForDeviceAsync(HttpContext http)
    {
        if (!gate.IsClosed)
        {
            return true;
        }

        if (BearerField.Read(http.Request.Headers.Authorization).Token is not { } token)
        {
            return false;
        }

        var verdict = await gate.CheckAsync(token);
        return verdict.Caller is { } caller
            ? caller.Client == Caller.Of(http)?.Client && caller.Principal.IsInRole(AccessRoles.Device)
            : verdict.RetryAfter is not null;
    }
}
