using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Gateway.Mx2;

/// <summary>The query of <c>GET app_list</c>: lists by repeated keys and by commas.</summary>
internal static class AppListQuery
{
    private const int LongestValue = 32;
    private const int MostValues = 64;

    /// <summary>Reads the query.</summary>
    /// <exception cref="BadHttpRequestException">A key is not known, or a value is not allowed.</exception>
    public static AppFilter Read(HttpContext http)
    {
        StrictQuery.Allow(http, "appName", "appProvider", "appSoftVersion", "vendorId", "serviceCont");
        return new AppFilter(
            ReadList(http, "appName"), ReadList(http, "appProvider"), ReadList(http, "appSoftVersion"), ReadList(http, "vendorId"), ReadContinuity(http));
    }

    private static ImmutableArray<string> ReadList(HttpContext http, string key)
    {
        ImmutableArray<string> values = [.. http.Request.Query[key].SelectMany(value => (value ?? "").Split(','))];
        foreach (var value in values)
        {
            var length = value.EnumerateRunes().Count();
            if (length is 0 or > LongestValue)
            {
                throw StrictQuery.Malformed($"A value of '{key}' has {length} characters: give 1 to {LongestValue}.");
            }
        }

        return values.Length <= MostValues ? values : throw StrictQuery.Malformed($"'{key}' has more than {MostValues} values.");
    }

    private static int? ReadContinuity(HttpContext http)
    {
        var values = http.Request.Query["serviceCont"];
        return values.Count switch
        {
            0 => null,
            1 when values[0] is "0" => 0,
            1 when values[0] is "1" => 1,
            _ => throw StrictQuery.Malformed("'serviceCont' must be 0 or 1, once."),
        };
    }
}
