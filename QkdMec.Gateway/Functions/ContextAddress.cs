using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Functions;

/// <summary>Which context a request is for, as it was sent.</summary>
/// <param name="Site">The site.</param>
/// <param name="Host">The host.</param>
/// <param name="Context">The context's id.</param>
internal readonly record struct ContextAddress(string? Site, string? Host, string? Context)
{
    /// <summary>The path of its end point.</summary>
    public string Path => FunctionEndpoints.PathOf(Site!, Host!, Context!);

    /// <summary>The id that it names; null when it names none.</summary>
    public SecurityContextId? ToId() => Names.IsValid(Site) && Names.IsValid(Host) && Names.IsValid(Context)
        ? new SecurityContextId(new HostId(SiteId.Parse(Site), Host!), ContextId.Parse(Context))
        : null;
}
