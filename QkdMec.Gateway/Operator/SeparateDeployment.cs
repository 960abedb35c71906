using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Operator;

/// <summary>A gateway that runs no sites: each site's own process follows the topology.</summary>
internal sealed class SeparateDeployment : INetworkDeployment
{
    public string? WhyNoKme =>
        "A KME needs a process at its own site, with vault, master key and certificates there: add the site to the scenario file and start a silo for it.";

    public IEnumerable<Uri> KeyAddresses => [];

    public Task<string?> FollowAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Uri? KeyAddressOf(KmeId kme) => null;
}
