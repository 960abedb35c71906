using System.Collections.Frozen;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The links of a scenario.</summary>
internal sealed class LinkDirectory(IEnumerable<LinkPlan> plans) : ILinkDirectory
{
    private readonly FrozenDictionary<LinkId, LinkPlan> plans = plans.ToFrozenDictionary(plan => plan.Link);

    public LinkPlan Require(LinkId link) =>
        plans.TryGetValue(link, out var plan) ? plan : throw new KeyNotFoundException($"link '{link}' is not in the network");
}
