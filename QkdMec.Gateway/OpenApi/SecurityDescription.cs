using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using QkdMec.Gateway.Access;
using QkdMec.Protocols.Problems;

namespace QkdMec.Gateway.OpenApi;

/// <summary>Says in a document that requests need a bearer token, and of which role.</summary>
internal static class SecurityDescription
{
    private const string Name = "bearer";

    private static readonly (string Status, string Meaning)[] Refusals =
    [
        ("401", "No token, or one that is not good"), ("403", "The token has none of the roles, or the request is not allowed"), ("429", "More requests than the client may make"),
    ];

    public static void DescribeSecurity(this OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Name] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of the gateway's own, or one of its OpenID provider. A gateway on loopback that has neither asks for none.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var roles = AccessPolicies.RolesFor(context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>());
            operation.Security = [.. roles.Select(role => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Name, context.Document)] = [role] })];
            operation.Responses ??= [];
            foreach (var (status, meaning) in Refusals)
            {
                operation.Responses.TryAdd(status, new OpenApiResponse { Description = meaning, Content = new Dictionary<string, OpenApiMediaType> { [ProblemDetails.MediaType] = new() } });
            }

            return Task.CompletedTask;
        });
    }
}
