using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/network/topology</c> and <c>/operator/v1/network/kmes</c>: who is where, adding KMEs, attaching and detaching SAEs.</summary>
internal sealed class TopologyOperations(NetworkAccess network, TopologyAnswers answers, INetworkDeployment deployment, GatewayOptions options)
{
    public static Task<IResult> GetAsync(HttpContext http, TopologyOperations operations) => operations.GetAsync(http);

    public static Task<IResult> AddKmeAsync(HttpContext http, string kme, TopologyOperations operations) => operations.AddKmeAsync(http, kme);

    public static Task<IResult> AttachAsync(HttpContext http, string kme, string sae, TopologyOperations operations) => operations.AttachAsync(http, kme, sae);

    public static Task<IResult> DetachAsync(HttpContext http, string kme, string sae, TopologyOperations operations) => operations.DetachAsync(http, kme, sae);

    private async Task<IResult> GetAsync(HttpContext http)
    {
        StrictQuery.Allow(http);
        var topology = await network.ReadTopologyAsync(http);
        return Results.Json(topology.ToDocument(deployment), OperatorJson.Default.TopologyDocument);
    }

    private async Task<IResult> AddKmeAsync(HttpContext http, string kme)
    {
        StrictQuery.Allow(http);
        var id = NetworkAccess.KmeOf(kme);
        var given = await DocumentReader.ReadAsync(http, NetworkShapes.NewKme, OperatorJson.Default.KmeRequest, options.MaxDocumentBytes);
        var site = SiteId.Parse(given.Site);
        if (deployment.WhyNoKme is { } reason && (await network.ReadTopologyAsync(http)).Kmes.All(known => known.Kme != id || known.Site != site))
        {
            return Problem.Result(409, "cannot-add-kme", reason);
        }

        var outcome = await AddAsync(site, id, http);
        if (outcome.Status == TopologyStatus.Changed && await deployment.FollowAsync(http.RequestAborted) is null)
        {
            // The new KME runs only now: told again, it confirms too.
            outcome = (await AddAsync(site, id, http)) with { Status = TopologyStatus.Changed };
        }

        return await answers.OfAsync(outcome, new TopologySubject { Kme = id, Site = site }, http);
    }

    private Task<TopologyOutcome> AddAsync(SiteId site, KmeId kme, HttpContext http) =>
        network.InTimeAsync(network.Topology.AddKmeAsync(site, kme, CancellationToken.None), http);

    private async Task<IResult> AttachAsync(HttpContext http, string kme, string sae)
    {
        StrictQuery.Allow(http);
        await EmptyDocument.RequireAsync(http, options.MaxDocumentBytes);
        var (at, id) = (NetworkAccess.KmeOf(kme), NetworkAccess.SaeOf(sae));
        var outcome = await network.InTimeAsync(network.Topology.AttachSaeAsync(id, at, CancellationToken.None), http);
        return await answers.OfAsync(outcome, new TopologySubject { Kme = at, Sae = id }, http);
    }

    private async Task<IResult> DetachAsync(HttpContext http, string kme, string sae)
    {
        StrictQuery.Allow(http);
        var (at, id) = (NetworkAccess.KmeOf(kme), NetworkAccess.SaeOf(sae));
        var outcome = await network.InTimeAsync(network.Topology.DetachSaeAsync(id, at, CancellationToken.None), http);
        return await answers.OfAsync(outcome, new TopologySubject { Kme = at, Sae = id, IsRemoval = true }, http);
    }
}
