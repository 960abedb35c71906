using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.Sites;

namespace QkdMec.Grains.KeyListeners;

/// <summary>Passes on what other listeners ask to the delivery of this silo. It holds nothing: who serves what stands in the vault.</summary>
[Reentrant, ListenerPlaced]
internal sealed class KeyListenerGrain(ISites sites) : Grain, IKeyListenerGrain
{
    public Task<PositionsAnswer> AskAsync(PositionsRequest request, CancellationToken cancellationToken)
    {
        var listener = KeyListenerId.Parse(this.GetPrimaryKeyString());
        var delivery = sites.Require<KeyDelivery>(listener.Site);
        return delivery.Listener == listener ? delivery.AnswerAsync(request) : Task.FromResult(PositionsAnswer.NotServing);
    }
}
