using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>Everything in one process, on loopback.</summary>
internal sealed class WholeSystemPlan(Scenario scenario, SystemOptions options) : IProcessPlan
{
    /// <inheritdoc/>
    public string? MachineName => null;

    /// <inheritdoc/>
    public Uri? Gateway => options.Gateway;

    /// <inheritdoc/>
    public Uri ReachedGateway => options.Gateway;

    /// <inheritdoc/>
    public Uri? Client => scenario.Sites.Any(site => site.Client is not null) ? options.Client : null;

    /// <inheritdoc/>
    public Uri? Health => null;

    /// <inheritdoc/>
    public bool OnboardsApps => true;

    /// <inheritdoc/>
    public bool Runs(SiteId site) => true;

    /// <inheritdoc/>
    public bool Runs(HostId host) => true;

    /// <inheritdoc/>
    public KeyListenerId ListenerOf(KmeAddress kme) => new(kme.Site, kme.Kme.Value);

    /// <inheritdoc/>
    public IEnumerable<Uri> ListenersOf(SiteScenario site)
    {
        var position = scenario.ListeningSites.ToList().IndexOf(site);
        return position < 0 ? [] : site.MorePorts.Prepend(options.KmePort + position).Select(AddressAt);
    }

    /// <inheritdoc/>
    public IEnumerable<Uri> KeyAddressesOf(SiteScenario site) => ListenersOf(site).Take(1);

    private Uri AddressAt(int port) => new UriBuilder(Uri.UriSchemeHttps, options.KmeAddress.ToString(), port).Uri;
}
