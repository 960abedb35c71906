using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <summary>One instance of the application for the user.</summary>
/// <param name="InstanceId">Its id; null in a request leaves it to the system.</param>
/// <param name="Location">Where it is wanted; null for anywhere.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.UserAppInstance)]
public sealed record UserAppInstance([property: Id(0)] string? InstanceId, [property: Id(1)] AppLocation? Location);
