using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/hosts</c>: the MEC hosts, which of them take contexts, and what is left of them.</summary>
internal sealed class HostOperations(IGrainFactory grains, GatewayOptions options, GatewayAddress address)
{
    private IHostRegistryGrain Registry => grains.GetGrain<IHostRegistryGrain>(MecOptions.System);

    private IOrchestratorGrain Orchestrator => grains.GetGrain<IOrchestratorGrain>(MecOptions.System);

    public static Task<IResult> ListAsync(HttpContext http, HostOperations operations) => operations.ListAsync(http);

    public static Task<IResult> GetAsync(HttpContext http, string site, string host, HostOperations operations) => operations.GetAsync(http, IdOf(site, host));

    public static Task<IResult> PutAsync(HttpContext http, string site, string host, HostOperations operations) => operations.PutAsync(http, IdOf(site, host));

    public static Task<IResult> DrainAsync(HttpContext http, string site, string host, HostOperations operations) => operations.DrainAsync(http, IdOf(site, host));

    public static Task<IResult> RemoveAsync(HttpContext http, string site, string host, HostOperations operations) => operations.RemoveAsync(http, IdOf(site, host));

    public static Task<IResult> ReportAsync(HttpContext http, string site, string host, HostOperations operations) => operations.TakeReportAsync(http, IdOf(site, host));

    private static HostId IdOf(string site, string host) => Names.IsValid(site) && Names.IsValid(host)
        ? new HostId(new SiteId(site), host)
        : throw StrictQuery.Malformed($"'{site}/{host}' is not the name of a host: site and host are 1 to {Names.MaxLength} letters, digits, '.', '_' or '-' each.");

    private async Task<IResult> ListAsync(HttpContext http)
    {
        StrictQuery.Allow(http, "state", "country");
        var state = ReadOne(http, "state", HostStateNames.All.Contains, $"one of {string.Join(", ", HostStateNames.All)}");
        var country = ReadOne(http, "country", HostShapes.IsCountry, "two capital letters");
        var hosts = await InTimeAsync(Orchestrator.ListHostsAsync(http.RequestAborted), http);
        var wanted = hosts.Where(host => (state is null || host.State.ToName() == state) && (country is null || host.CountryCode == country));
        return Results.Json(new HostList { Hosts = [.. wanted.Select(HostMapping.ToDocument)] }, OperatorJson.Default.HostList);
    }

    private async Task<IResult> GetAsync(HttpContext http, HostId host)
    {
        StrictQuery.Allow(http);
        return await ReportAsync(http, host, StatusCodes.Status200OK);
    }

    private async Task<IResult> PutAsync(HttpContext http, HostId host)
    {
        StrictQuery.Allow(http);
        var given = await DocumentReader.ReadAsync(http, HostShapes.Terms, OperatorJson.Default.HostTermsDocument, options.MaxDocumentBytes);
        var request = new HostRequest(host, given.Contexts, given.MemoryMegabytes, given.CountryCode);
        return await AnswerAsync(http, host, await InTimeAsync(Registry.PutAsync(request, CancellationToken.None), http), StatusCodes.Status200OK);
    }

    private async Task<IResult> DrainAsync(HttpContext http, HostId host)
    {
        StrictQuery.Allow(http);
        await EmptyDocument.RequireAsync(http, options.MaxDocumentBytes);
        return await AnswerAsync(http, host, await InTimeAsync(Registry.DrainAsync(host, CancellationToken.None), http), StatusCodes.Status200OK);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, HostId host)
    {
        StrictQuery.Allow(http);
        return await AnswerAsync(http, host, await InTimeAsync(Registry.RemoveAsync(host, CancellationToken.None), http), StatusCodes.Status202Accepted);
    }

    private async Task<IResult> TakeReportAsync(HttpContext http, HostId host)
    {
        StrictQuery.Allow(http);
        var given = await DocumentReader.ReadAsync(http, HostShapes.Telemetry, OperatorJson.Default.HostTelemetry, options.MaxDocumentBytes);
        if (await InTimeAsync(Orchestrator.GetHostAsync(host, http.RequestAborted), http) is null)
        {
            return Unknown(host);
        }

        await grains.GetGrain<IMecHostGrain>(host.ToGrainKey()).ReportLoadAsync(given.Load, CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return Results.NoContent();
    }

    private async Task<IResult> AnswerAsync(HttpContext http, HostId host, HostChange change, int made)
    {
        switch (change.Status)
        {
            case HostChangeStatus.Added:
                http.Response.Headers.Location = address.Absolute($"{OperatorPaths.Hosts}/{host}");
                return await ReportAsync(http, host, StatusCodes.Status201Created);
            case HostChangeStatus.Changed or HostChangeStatus.Unchanged:
                return await ReportAsync(http, host, made);
            case HostChangeStatus.UnknownHost:
                return Unknown(host);
            case HostChangeStatus.BeingRemoved:
                return Problem.Result(409, "host-removed", $"The MEC host '{host}' is being removed: put it back first, then drain it.");
            case HostChangeStatus.NoKme:
                return Problem.Result(409, "no-kme", $"Site '{host.Site}' has no KME, so no key would reach a host there: add the KME first.");
            default:
                return Problem.Result(503, "hosts-full", "There are too many hosts beside the configured ones: take some up into the configuration and start anew.");
        }
    }

    private async Task<IResult> ReportAsync(HttpContext http, HostId host, int status)
    {
        var found = await InTimeAsync(Orchestrator.GetHostAsync(host, http.RequestAborted), http);
        return found is null ? Unknown(host) : Results.Json(found.ToDocument(), OperatorJson.Default.HostSummary, statusCode: status);
    }

    private Task<T> InTimeAsync<T>(Task<T> call, HttpContext http) => call.WaitAsync(options.AnswerWithin, http.RequestAborted);

    private static IResult Unknown(HostId host) => Problem.Result(404, "unknown-host", $"There is no MEC host '{host}'.");

    private static string? ReadOne(HttpContext http, string key, Func<string, bool> isValid, string form) => http.Request.Query[key] switch
    {
        { Count: 0 } => null,
        [{ } text] when isValid(text) => text,
        _ => throw StrictQuery.Malformed($"'{key}' must be {form}, once."),
    };
}
