using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Who sends a request, made once for each token that stays.</summary>
internal sealed class Caller : ClaimsIdentity
{
    private const string ClientClaim = "client";
    private const string RoleClaim = "role";

    /// <summary>A client.</summary>
    /// <param name="client">Its id.</param>
    /// <param name="roles">What it may do.</param>
    /// <param name="deviceApps">The device applications it may create contexts for; empty: any.</param>
    public Caller(string client, ImmutableArray<string> roles, ImmutableArray<string> deviceApps)
        : base([new Claim(ClientClaim, client), .. roles.Select(role => new Claim(RoleClaim, role))], BearerHandler.SchemeName, ClientClaim, RoleClaim)
    {
        (Client, DeviceApps) = (client, deviceApps);
        Principal = new ClaimsPrincipal(this);
    }

    /// <summary>Whoever reaches a gateway that asks for no tokens; nobody is told apart, and everybody may do everything.</summary>
    public static Caller Anybody { get; } = new("", AccessRoles.All, []);

    /// <summary>Its id; empty for <see cref="Anybody"/>.</summary>
    public string Client { get; }

    /// <summary>The device applications it may create contexts for; empty: any.</summary>
    public ImmutableArray<string> DeviceApps { get; }

    /// <summary>Whether it may have contexts of a device application.</summary>
    public bool MayUse(string deviceApp) => DeviceApps.IsEmpty || DeviceApps.Contains(deviceApp);

    /// <summary>As ASP.NET Core's authorization takes it.</summary>
    public ClaimsPrincipal Principal { get; }

    /// <summary>The sender of a request; null when it is not known, which lets it do nothing.</summary>
    public static Caller? Of(HttpContext http) => http.User.Identity as Caller;
}
