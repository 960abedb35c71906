using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary>Reads an AppContext from a request and checks what no table can say.</summary>
internal static class ContextDocument
{
    /// <summary>The document.</summary>
    /// <exception cref="BadHttpRequestException">It breaks a rule; the message says which.</exception>
    public static async Task<AppContextInfo> ReadAsync(HttpContext http, DocumentShape shape, CallbackPolicy callbacks)
    {
        StrictQuery.Allow(http);
        var options = http.RequestServices.GetRequiredService<GatewayOptions>();
        var context = await DocumentReader.ReadAsync(http, shape, Mx2Json.Default.AppContextInfo, options.MaxDocumentBytes);
        if (FindFault(context, callbacks) is { } fault)
        {
            throw new BadHttpRequestException(fault, StatusCodes.Status400BadRequest);
        }

        return context;
    }

    /// <summary>What tells one document from another, whatever spaces and order its text had.</summary>
    public static string FingerprintOf(AppContextInfo context) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(context, Mx2Json.Default.AppContextInfo)));

    private static string? FindFault(AppContextInfo context, CallbackPolicy callbacks)
    {
        if (context is { AppLocationUpdates: true, AppAutoInstantiation: true })
        {
            return "'appLocationUpdates' and 'appAutoInstantiation' must not both be true.";
        }

        var ids = context.AppInfo.UserAppInstanceInfo.Select(instance => instance.AppInstanceId).OfType<string>().ToList();
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count)
        {
            return "Two items of 'appInfo.userAppInstanceInfo' have the same 'appInstanceId'.";
        }

        return context.CallbackReference is { } reference ? callbacks.Check(reference) : null;
    }
}
