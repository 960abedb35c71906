using Orleans.Runtime;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;

namespace Orleans;

/// <summary>What grains and references tell of themselves.</summary>
public static class GrainExtensions
{
    /// <summary>The key of a grain or of a reference to one.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain switch
    {
        GrainReferenceProxy reference => reference.Address.Key,
        IGrainBase instance => GrainActivation.Of(instance.GrainContext).Address.Key,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one.", nameof(grain)),
    };
}
