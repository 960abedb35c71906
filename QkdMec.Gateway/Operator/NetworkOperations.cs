using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/network</c> and <c>/operator/v1/kmes</c>: links, routes, key pools, alarms.</summary>
internal static class NetworkOperations
{
    public static async Task<IResult> NetworkAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        var network = await grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.Json(network.ToDocument(), OperatorJson.Default.NetworkDocument);
    }

    // One site that is down must not hide the others.
    public static async Task<IResult> KmesAsync(HttpContext http, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        var answers = await Task.WhenAll(options.Kmes.Select(async kme => (Address: kme, Status: await AskAsync(grains, kme, options, http.RequestAborted))));
        return Results.Json(
            new KmeList
            {
                Kmes = [.. answers.Where(answer => answer.Status is not null).Select(answer => answer.Status!.ToDocument())],
                Silent = [.. answers.Where(answer => answer.Status is null).Select(answer => answer.Address.ToGrainKey())],
            },
            OperatorJson.Default.KmeList);
    }

    private static async Task<KmeStatus?> AskAsync(IGrainFactory grains, KmeAddress kme, GatewayOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IKmeGrain>(kme.ToGrainKey()).GetStatusAsync(cancellationToken).WaitAsync(options.AnswerWithin, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
