using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.Sites;

namespace QkdMec.Grains.KeyPools;

/// <summary>What a grain of one end works with.</summary>
/// <param name="Id">The pool, seen from this end.</param>
/// <param name="PeerKey">The grain key of the other end.</param>
/// <param name="Vault">The vault of this site.</param>
/// <param name="Source">Where new blocks of this site come from.</param>
/// <param name="Services">What is the same for all pools.</param>
internal sealed record KeyPoolEnd(PoolId Id, string PeerKey, IKeyVault Vault, IBlockSource Source, KeyPoolServices Services)
{
    public KeyPoolOptions Options => Services.Options;

    public ILogger Log => Services.Log;

    public TimeProvider Time => Services.Time;

    /// <summary>What is drawn from the pool, as this end sees it.</summary>
    public DrawMeter Draws { get; } = new(Services.Time);

    /// <summary>A block that was first leased at this time or before is closed.</summary>
    public DateTimeOffset OpenedAfter => Time.GetUtcNow() - Options.TimeToLive;

    /// <summary>Where a block comes from that is stored now: the link that made it, or relays when there is none.</summary>
    public BlockProvenance MadeNow(LinkId? link) => new(link is null ? BlockOrigin.Relayed : BlockOrigin.Link, Time.GetUtcNow());

    public static KeyPoolEnd Of(string grainKey, KeyPoolServices services)
    {
        var id = PoolId.Parse(grainKey);
        var peer = id.Peer(services.Network.Topology.Locate(id.Remote).Site).ToGrainKey();
        return new KeyPoolEnd(id, peer, services.Sites.Require<IKeyVault>(id.Site), services.Sites.Require<IBlockSource>(id.Site), services);
    }
}

/// <summary>What all pools of a silo share.</summary>
internal sealed record KeyPoolServices(
    ISites Sites,
    INetworkDirectory Network,
    KeyPoolOptions Options,
    TimeProvider Time,
    ILogger<KeyPoolServices> Log,
    KeyPoolInstruments? Instruments = null,
    IStockListener? Stocks = null);
