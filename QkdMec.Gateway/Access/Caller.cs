using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Access;

/// <summary>Who sends a request.</summary>
/// <param name="Client">The client's id; empty when everybody may do everything, so that nobody is told apart.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="DeviceApps">The device applications it may create contexts for; empty: any.</param>
internal sealed record Caller(string Client, ImmutableArray<string> Roles, ImmutableArray<string> DeviceApps)
{
    private const string ClientClaim = "client";
    private const string RoleClaim = "role";
    private const string DeviceAppClaim = "device-app";

    /// <summary>Whoever reaches a gateway that asks for no tokens.</summary>
    public static Caller Anybody { get; } = new("", Protocols.Access.AccessRoles.All, []);

    /// <summary>The sender of a request.</summary>
    public static Caller Of(HttpContext http) => new(
        http.User.FindFirstValue(ClientClaim) ?? "",
        [.. http.User.FindAll(RoleClaim).Select(claim => claim.Value)],
        [.. http.User.FindAll(DeviceAppClaim).Select(claim => claim.Value)]);

    /// <summary>As ASP.NET Core's authorization takes it.</summary>
    public ClaimsPrincipal ToPrincipal() => new(new ClaimsIdentity(
        [
            new Claim(ClientClaim, Client),
            .. Roles.Select(role => new Claim(RoleClaim, role)),
            .. DeviceApps.Select(app => new Claim(DeviceAppClaim, app)),
        ],
        BearerHandler.SchemeName, ClientClaim, RoleClaim));
}
