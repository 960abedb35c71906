using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Gateway.Qkd014;

/// <summary>One of the two lists of extensions of a request (ETSI GS QKD 014, clause 6.2), as far as it is understood here.</summary>
/// <param name="Demands">What is understood; null: nothing.</param>
/// <param name="HasUnknown">Whether a name is not known here.</param>
/// <param name="HasUnusable">Whether a known name has a value that cannot be met.</param>
internal readonly record struct KeyExtensions(KeyDemands? Demands, bool HasUnknown, bool HasUnusable)
{
    /// <summary>Whether something of it is passed over when the list is optional.</summary>
    public bool IsPartly => HasUnknown || HasUnusable;

    /// <summary>With one more name.</summary>
    public KeyExtensions With(KeyDemands demands) => this with { Demands = Demands?.And(demands) ?? demands };

    /// <summary>Both lists at once.</summary>
    public KeyExtensions And(KeyExtensions other) =>
        (other.Demands is null ? this : With(other.Demands)) with { HasUnknown = HasUnknown || other.HasUnknown, HasUnusable = HasUnusable || other.HasUnusable };
}
