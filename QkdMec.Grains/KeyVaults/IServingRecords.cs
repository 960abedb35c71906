using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>
/// Which listener of a site serves which inbound block, so that one alone decides what of it was consumed. A listener lives in the vault by a run
/// that it keeps showing to go on; a block belongs to a run, and is free once that run is over.
/// </summary>
public interface IServingRecords
{
    /// <summary>Begins a run.</summary>
    /// <param name="listener">Whose.</param>
    /// <param name="endsEarlier">Whether earlier runs of the same listener are known to be over; they end here.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask<ListenerLife> BeginLifeAsync(KeyListenerId listener, bool endsEarlier, CancellationToken cancellationToken);

    /// <summary>Shows that a run goes on. False: it was ended, and serves nothing any more.</summary>
    ValueTask<bool> BeatAsync(long life, CancellationToken cancellationToken);

    /// <summary>Keeps a run from showing that it goes on: what it was granted runs out.</summary>
    ValueTask StopBeatsAsync(long life, CancellationToken cancellationToken);

    /// <summary>Ends a run, unless it has shown another sign of life since that beat.</summary>
    ValueTask EndLifeAsync(ListenerLife seen, CancellationToken cancellationToken);

    /// <summary>Makes a run the server of a block that no other run serves.</summary>
    /// <returns>Who serves it now. Null: there is no such block, or the asking run is over.</returns>
    ValueTask<ListenerLife?> ServeAsync(PoolId pool, BlockKey block, long life, CancellationToken cancellationToken);
}
