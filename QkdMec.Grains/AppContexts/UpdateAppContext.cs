using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>Change what may change of a context; null leaves it as it is.</summary>
/// <param name="CallbackReference">Where notifications go.</param>
/// <param name="Instances">Locations, by instance id, or by place in the list where there is none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.UpdateAppContext)]
public sealed record UpdateAppContext(
    [property: Id(0)] string? CallbackReference, [property: Id(1)] ImmutableArray<UserAppInstance> Instances);
