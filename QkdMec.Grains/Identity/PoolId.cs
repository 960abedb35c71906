namespace QkdMec.Grains.Identity;

/// <summary>
/// One end of one directed key pool. Grain key: <c>site/local→remote</c> where this end allocates,
/// <c>site/local←remote</c> where the other end does.
/// </summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolId)]
public readonly record struct PoolId(
    [property: Id(0)] SiteId Site,
    [property: Id(1)] KmeId Local,
    [property: Id(2)] KmeId Remote,
    [property: Id(3)] PoolDirection Direction)
{
    /// <summary>The end at <paramref name="local"/> that allocates positions of the pool towards <paramref name="remote"/>.</summary>
    public static PoolId Outbound(KmeAddress local, KmeId remote) => new(local.Site, local.Kme, remote, PoolDirection.Outbound);

    /// <summary>The end at <paramref name="local"/> whose positions <paramref name="remote"/> allocates.</summary>
    public static PoolId Inbound(KmeAddress local, KmeId remote) => new(local.Site, local.Kme, remote, PoolDirection.Inbound);

    /// <summary>Reads a grain key.</summary>
    /// <exception cref="FormatException">The text is not a pool key.</exception>
    public static PoolId Parse(string key)
    {
        var slash = key.IndexOf('/');
        var arrow = key.AsSpan().IndexOfAny('→', '←');
        if (slash < 0 || arrow < slash)
        {
            throw new FormatException($"'{key}' is not of the form site/local→remote or site/local←remote");
        }

        return new PoolId(
            SiteId.Parse(key[..slash]),
            KmeId.Parse(key[(slash + 1)..arrow]),
            KmeId.Parse(key[(arrow + 1)..]),
            key[arrow] == '→' ? PoolDirection.Outbound : PoolDirection.Inbound);
    }

    /// <summary>The KME that allocates positions: the master's side.</summary>
    public KmeId Allocator => Direction == PoolDirection.Outbound ? Local : Remote;

    /// <summary>The KME whose end coordinates the making of blocks: the smaller id (ordinal order).</summary>
    public KmeId Coordinator => LinkId.Between(Local, Remote).Smaller;

    /// <summary>Whether this end coordinates the making of blocks.</summary>
    public bool IsCoordinator => Coordinator == Local;

    /// <summary>The other end of the same directed pool.</summary>
    public PoolId Peer(SiteId remoteSite) => new(
        remoteSite, Remote, Local, Direction == PoolDirection.Outbound ? PoolDirection.Inbound : PoolDirection.Outbound);

    /// <summary>The grain key.</summary>
    public string ToGrainKey() => $"{Site}/{Local}{(Direction == PoolDirection.Outbound ? '→' : '←')}{Remote}";

    /// <summary>The grain key.</summary>
    public override string ToString() => ToGrainKey();
}
