using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary><c>/operator/v1/network/links</c>: what links do, their switches, and laying and removing them.</summary>
internal sealed class LinkOperations(NetworkAccess network, TopologyAnswers answers, GatewayOptions options)
{
    public static Task<IResult> ListAsync(HttpContext http, LinkOperations operations) => operations.ListAsync(http);

    public static Task<IResult> GetAsync(HttpContext http, string link, LinkOperations operations) => operations.GetAsync(http, link);

    public static Task<IResult> CutAsync(HttpContext http, string link, LinkOperations operations) =>
        operations.SwitchAsync(http, link, grain => grain.CutAsync(CancellationToken.None));

    public static Task<IResult> RepairAsync(HttpContext http, string link, LinkOperations operations) =>
        operations.SwitchAsync(http, link, grain => grain.RepairAsync(CancellationToken.None));

    public static Task<IResult> EavesdropAsync(HttpContext http, string link, LinkOperations operations) => operations.EavesdropAsync(http, link);

    public static Task<IResult> LayAsync(HttpContext http, string link, LinkOperations operations) => operations.LayAsync(http, link);

    public static Task<IResult> RemoveAsync(HttpContext http, string link, LinkOperations operations) => operations.RemoveAsync(http, link);

    private async Task<IResult> ListAsync(HttpContext http)
    {
        StrictQuery.Allow(http);
        var links = await network.AskLinksAsync(http);
        var list = new LinkList
        {
            Links = [.. links.Where(link => link.Status is not null).Select(link => link.Status!.ToDetail())],
            Silent = [.. links.Where(link => link.Status is null).Select(link => link.Link.ToGrainKey())],
        };
        return Results.Json(list, OperatorJson.Default.LinkList);
    }

    private async Task<IResult> GetAsync(HttpContext http, string link)
    {
        StrictQuery.Allow(http);
        var id = NetworkAccess.LinkOf(link);
        return await IsLaidAsync(http, id) ? await ShowAsync(http, id) : TopologyAnswers.UnknownLink(id);
    }

    private async Task<IResult> SwitchAsync(HttpContext http, string link, Func<IQkdLinkGrain, Task> change)
    {
        StrictQuery.Allow(http);
        await EmptyDocument.RequireAsync(http, options.MaxDocumentBytes);
        return await ChangeAsync(http, NetworkAccess.LinkOf(link), change);
    }

    private async Task<IResult> EavesdropAsync(HttpContext http, string link)
    {
        StrictQuery.Allow(http);
        var id = NetworkAccess.LinkOf(link);
        var given = await DocumentReader.ReadAsync(http, NetworkShapes.Eavesdropper, OperatorJson.Default.EavesdropRequest, options.MaxDocumentBytes);
        return await ChangeAsync(http, id, grain => grain.SetEavesdropperAsync(given.Share, CancellationToken.None));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, LinkId id, Func<IQkdLinkGrain, Task> change)
    {
        if (!await IsLaidAsync(http, id))
        {
            return TopologyAnswers.UnknownLink(id);
        }

        await change(network.Link(id)).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return await ShowAsync(http, id);
    }

    private async Task<IResult> LayAsync(HttpContext http, string link)
    {
        StrictQuery.Allow(http);
        var id = NetworkAccess.LinkOf(link);
        var given = await DocumentReader.ReadAsync(http, NetworkShapes.NewLink, OperatorJson.Default.LinkRequest, options.MaxDocumentBytes);
        var definition = new LinkDefinition(id, given.Profile, given.Kilometres)
        {
            LossDb = given.LossDb,
            RateBitsPerSecond = given.RateBitsPerSecond,
            Qber = given.Qber,
            IsAerial = given.Aerial ?? false,
            ReserveBytes = given.ReserveBytes,
        };
        var outcome = await network.InTimeAsync(network.Topology.AddLinkAsync(definition, CancellationToken.None), http);
        return await answers.OfAsync(outcome, new TopologySubject { Link = id, Profile = given.Profile }, http);
    }

    private async Task<IResult> RemoveAsync(HttpContext http, string link)
    {
        StrictQuery.Allow(http);
        var id = NetworkAccess.LinkOf(link);
        var outcome = await network.InTimeAsync(network.Topology.RemoveLinkAsync(id, CancellationToken.None), http);
        return await answers.OfAsync(outcome, new TopologySubject { Link = id, IsRemoval = true }, http);
    }

    private async Task<bool> IsLaidAsync(HttpContext http, LinkId id)
    {
        var topology = await network.ReadTopologyAsync(http);
        return topology.Links.Any(known => known.Link == id);
    }

    private async Task<IResult> ShowAsync(HttpContext http, LinkId id)
    {
        var status = await network.InTimeAsync(network.Link(id).GetStatusAsync(http.RequestAborted), http);
        return Results.Json(status.ToDetail(), OperatorJson.Default.LinkDetail);
    }
}
