using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/kmes</c>, <c>/operator/v1/network/pools</c> and <c>/operator/v1/network/alarms</c>: what KMEs say.</summary>
internal static class KmeOperations
{
    public static async Task<IResult> ListAsync(HttpContext http, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var answers = await network.AskKmesAsync(http);
        return Results.Json(
            new KmeList
            {
                Kmes = [.. answers.Where(answer => answer.Status is not null).Select(answer => answer.Status!.ToDocument())],
                Silent = [.. answers.Where(answer => answer.Status is null).Select(answer => answer.Address.ToGrainKey())],
            },
            OperatorJson.Default.KmeList);
    }

    public static async Task<IResult> PoolsAsync(HttpContext http, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var answers = await network.AskKmesAsync(http);
        var ends = answers.SelectMany(answer => answer.Status?.ToPoolEnds() ?? []).ToList();
        return Results.Json(
            new PoolList
            {
                Pools = [.. ends.Select(end => end.Pool).OfType<PoolDetail>()],
                Silent = [.. answers.Where(answer => answer.Status is null).Select(answer => answer.Address.Kme.Value), .. ends.Where(end => end.Pool is null).Select(end => end.Name)],
            },
            OperatorJson.Default.PoolList);
    }

    public static async Task<IResult> AlarmsAsync(HttpContext http, NetworkAccess network)
    {
        StrictQuery.Allow(http);
        var answers = await network.AskKmesAsync(http);
        return Results.Json(
            new NetworkAlarmList
            {
                Alarms = [.. answers.SelectMany(answer => answer.Status?.ToAlarms() ?? []).OrderByDescending(alarm => alarm.LastAt)],
                Silent = [.. answers.Where(answer => answer.Status is null).Select(answer => answer.Address.Kme.Value)],
            },
            OperatorJson.Default.NetworkAlarmList);
    }
}
