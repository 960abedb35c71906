using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Mx2;
using QkdMec.Gateway.Operator;

namespace QkdMec.Gateway.OpenApi;

/// <summary>
/// The documents of the interfaces at <c>/openapi/{name}.json</c>. Those of Mx2 and the operator API are made from the end points; those of
/// raw end points and of other listeners are written by hand and embedded.
/// </summary>
internal static class OpenApiDocuments
{
    private static readonly string[] Written = ["qkd014", "functions"];

    public static IServiceCollection AddOpenApiDocuments(this IServiceCollection services) => services
        .AddOpenApi(Mx2Endpoints.Document, options => Describe(options, "Device application interface (ETSI GS MEC 016)", "2.2.1"))
        .AddOpenApi(OperatorEndpoints.Document, options => Describe(options, "QkdMec operator API", "1"));

    public static void MapOpenApiDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi($"/openapi/{{documentName:regex(^({Mx2Endpoints.Document}|{OperatorEndpoints.Document})$)}}.json").ExcludeFromDescription();
        foreach (var name in Written)
        {
            var document = Read(name);
            routes.MapGet($"/openapi/{name}.json", () => Results.Bytes(document, "application/json")).ExcludeFromDescription();
        }
    }

    private static void Describe(OpenApiOptions options, string title, string version)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = title, Version = version };
            return Task.CompletedTask;
        });
        options.DescribeSecurity();
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(OpenApiDocuments).Assembly.GetManifestResourceStream($"openapi:{name}.json")
            ?? throw new InvalidOperationException($"the document {name} is not embedded");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
