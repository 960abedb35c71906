using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>What a change was about.</summary>
internal sealed record TopologySubject
{
    /// <summary>The link, when it is one.</summary>
    public LinkId? Link { get; init; }

    /// <summary>The device profile that was asked for.</summary>
    public string? Profile { get; init; }

    /// <summary>The KME, when it is about one or a SAE at it.</summary>
    public KmeId? Kme { get; init; }

    /// <summary>The SAE, when it is one.</summary>
    public SaeId? Sae { get; init; }

    /// <summary>The site, when a KME is added.</summary>
    public SiteId? Site { get; init; }

    /// <summary>Whether something was taken away: then nothing was created.</summary>
    public bool IsRemoval { get; init; }
}

/// <summary>What becomes of a change of the topology, in HTTP.</summary>
internal sealed class TopologyAnswers(INetworkDeployment deployment)
{
    /// <summary>The answer to a link that is not there.</summary>
    public static IResult UnknownLink(LinkId link) => Problem.Result(404, "unknown-link", $"There is no link '{link}'.");

    /// <summary>The answer to a KME that is not there.</summary>
    public static IResult UnknownKme(KmeId kme) => Problem.Result(404, "unknown-kme", $"There is no KME '{kme}'.");

    /// <summary>The answer to a change; what was made is taken up by this process first.</summary>
    public async Task<IResult> OfAsync(TopologyOutcome outcome, TopologySubject subject, HttpContext http)
    {
        if (outcome.Status is not (TopologyStatus.Changed or TopologyStatus.Unchanged))
        {
            return Refuse(outcome.Status, subject);
        }

        if (await deployment.FollowAsync(http.RequestAborted) is { } fault)
        {
            return Problem.Result(503, "not-followed", $"The change is stored as version {outcome.Version}, but this process cannot take it up yet: {fault}");
        }

        var change = new TopologyChange
        {
            Version = outcome.Version,
            Pending = [.. outcome.Pending.Select(kme => kme.Value)],
            KeyAddress = subject is { Sae: not null, IsRemoval: false, Kme: { } kme } ? deployment.KeyAddressOf(kme) : null,
        };
        var isNew = outcome.Status == TopologyStatus.Changed && !subject.IsRemoval;
        return Results.Json(change, OperatorJson.Default.TopologyChange, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static IResult Refuse(TopologyStatus status, TopologySubject subject) => status switch
    {
        TopologyStatus.UnknownKme => subject.Link is { } link
            ? Problem.Result(404, "unknown-kme", $"Link '{link}' would end at a KME that is not there.")
            : UnknownKme(subject.Kme!.Value),
        TopologyStatus.UnknownLink => UnknownLink(subject.Link!.Value),
        TopologyStatus.UnknownSae => Problem.Result(404, "unknown-sae", $"SAE '{subject.Sae}' is not attached to KME '{subject.Kme}'."),
        TopologyStatus.UnknownProfile => Problem.Result(
            400, "unknown-profile", $"There is no device profile '{subject.Profile}': give one of {string.Join(", ", DeviceProfiles.All.Select(known => known.Name))}."),
        TopologyStatus.BadFibre => Problem.Result(
            400, "malformed", "Length, loss, rate or error rate are not those of a link; an error rate must be below the profile's threshold."),
        TopologyStatus.LinkExists => Problem.Result(
            409, "link-exists", $"Link '{subject.Link}' is there and laid in another way: remove it first, which ends it, then lay it anew."),
        TopologyStatus.SaeElsewhere => Problem.Result(409, "sae-elsewhere", $"SAE '{subject.Sae}' is attached to another KME: detach it there first."),
        TopologyStatus.KmeExists => Problem.Result(
            409, "kme-exists", $"KME '{subject.Kme}' is at another site, or site '{subject.Site}' has another KME: a site has one KME, and names are unique."),
        TopologyStatus.ReservedName => Problem.Result(400, "reserved-name", "The system needs that name for its own files: give another one."),
        _ => Problem.Result(503, "topology-full", $"There are {NetworkEdits.Most} changes already: take them up into the scenario file and start anew."),
    };
}
