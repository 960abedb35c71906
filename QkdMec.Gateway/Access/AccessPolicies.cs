using System.Collections.Immutable;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Which role each part of the gateway needs. What says nothing needs any role, so that nothing is open by oversight.</summary>
internal static class AccessPolicies
{
    private const string ReadOperator = "read-operator";
    private const string ChangeOperator = "change-operator";
    private const string ReadMetrics = "read-metrics";
    private const string UseDevice = "use-device";

    private static readonly ImmutableArray<(string Name, ImmutableArray<string> Roles)> Table =
    [
        (UseDevice, [AccessRoles.Device]),
        (ReadOperator, [AccessRoles.OperatorRead, AccessRoles.OperatorChange]),
        (ChangeOperator, [AccessRoles.OperatorChange]),
        (ReadMetrics, [AccessRoles.Metrics, AccessRoles.OperatorRead, AccessRoles.OperatorChange]),
    ];

    /// <summary>Adds the policies.</summary>
    public static void Add(AuthorizationOptions options)
    {
        foreach (var (name, roles) in Table)
        {
            options.AddPolicy(name, policy => policy.RequireRole(roles));
        }

        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireRole(AccessRoles.All).Build();
    }

    /// <summary>The roles of which a request needs one.</summary>
    public static ImmutableArray<string> RolesFor(HttpContext http) => RolesFor(http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? []);

    /// <summary>The roles of which an end point with these marks needs one.</summary>
    public static ImmutableArray<string> RolesFor(IEnumerable<IAuthorizeData> marks) =>
        marks.Select(mark => Table.FirstOrDefault(policy => policy.Name == mark.Policy).Roles).LastOrDefault(roles => !roles.IsDefault) is { IsDefault: false } found
            ? found
            : AccessRoles.All;

    /// <summary>For clients that have contexts.</summary>
    public static T ForDevices<T>(this T routes) where T : IEndpointConventionBuilder => routes.RequireAuthorization(UseDevice);

    /// <summary>For Prometheus and for operators.</summary>
    public static T ForMetrics<T>(this T routes) where T : IEndpointConventionBuilder => routes.RequireAuthorization(ReadMetrics);

    /// <summary>For operators: reading by one role, changing by another.</summary>
    public static T ForOperators<T>(this T routes) where T : IEndpointConventionBuilder
    {
        routes.Add(endpoint =>
        {
            var methods = endpoint.Metadata.OfType<HttpMethodMetadata>().SelectMany(allowed => allowed.HttpMethods).ToList();
            endpoint.Metadata.Add(new AuthorizeAttribute(methods.Count > 0 && methods.TrueForAll(HttpMethods.IsGet) ? ReadOperator : ChangeOperator));
        });
        return routes;
    }
}
