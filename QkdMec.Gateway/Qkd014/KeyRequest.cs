namespace QkdMec.Gateway.Qkd014;

/// <summary>A request for new keys.</summary>
/// <param name="Number">How many; null: one.</param>
/// <param name="SizeBits">The size of each in bits; null: the default.</param>
/// <param name="Extras">What else it asks for; null: nothing.</param>
/// <param name="Fault">What is wrong with the request; null when nothing is.</param>
internal readonly record struct KeyRequest(int? Number, int? SizeBits, KeyRequestExtras? Extras, string? Fault)
{
    /// <summary>A request that is refused as it stands.</summary>
    public static KeyRequest Faulty(string fault) => new(null, null, null, fault);
}
