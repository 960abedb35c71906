using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/network</c> and <c>/operator/v1/network/routes</c>: which way key takes between KMEs.</summary>
internal static class RouteOperations
{
    public static async Task<IResult> NetworkAsync(HttpContext http, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var status = await network.InTimeAsync(network.Network.GetStatusAsync(http.RequestAborted), http);
        return Results.Json(status.ToDocument(), OperatorJson.Default.NetworkDocument);
    }

    public static async Task<IResult> ListAsync(HttpContext http, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var status = await network.InTimeAsync(network.Network.GetStatusAsync(http.RequestAborted), http);
        return Results.Json(new RouteList { Routes = status.ToDocument().Pairs }, OperatorJson.Default.RouteList);
    }

    public static async Task<IResult> GetAsync(HttpContext http, string from, string to, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var (one, other) = (NetworkAccess.KmeOf(from), NetworkAccess.KmeOf(to));
        var topology = await network.ReadTopologyAsync(http);
        foreach (var kme in new[] { one, other }.Where(kme => !NetworkAccess.Has(topology, kme)))
        {
            return TopologyAnswers.UnknownKme(kme);
        }

        if (one == other)
        {
            return Problem.Result(400, "malformed", "Within one KME there is no route: give two KMEs.");
        }

        var available = await network.InTimeAsync(network.Network.GetAvailabilityAsync(one, other, http.RequestAborted), http);
        var choices = await network.InTimeAsync(network.Network.GetRouteChoicesAsync(one, other, http.RequestAborted), http);
        var detail = new RouteDetail { From = from, To = to, StoredBits = available.StoredBits, Choices = [.. choices.Select(choice => choice.ToDocument())] };
        return Results.Json(detail, OperatorJson.Default.RouteDetail);
    }
}
