namespace QkdMec.Grains.Identity;

/// <summary>The host end of a security context. Grain key: <c>site/host/context id</c>.</summary>
public readonly record struct SecurityContextId(HostId Host, ContextId Context)
{
    /// <summary>Reads <c>site/host/context id</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static SecurityContextId Parse(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0
            ? new SecurityContextId(HostId.Parse(key[..slash]), ContextId.Parse(key[(slash + 1)..]))
            : throw new FormatException($"'{key}' is not of the form site/host/context");
    }

    /// <summary><c>site/host/context id</c>.</summary>
    public string ToGrainKey() => $"{Host}/{Context}";

    /// <summary><c>site/host/context id</c>.</summary>
    public override string ToString() => ToGrainKey();
}
