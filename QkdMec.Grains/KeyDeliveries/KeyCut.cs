using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Keys to be cut from leases in hand.</summary>
/// <param name="Owners">Whose they will be.</param>
/// <param name="Number">How many.</param>
/// <param name="Length">How long each is, in bytes.</param>
/// <param name="Demands">What they are cut from; null: anything.</param>
internal readonly record struct KeyCut(KeyOwners Owners, int Number, int Length, KeyDemands? Demands)
{
    /// <summary>How many bytes of a block they occupy.</summary>
    public int OccupiedBytes => Number * KeyLocation.RoundUp(Length);
}
