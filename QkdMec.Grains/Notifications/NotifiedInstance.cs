using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>An instance of an application as a notification tells it.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="ReferenceUri">Where it is reached, as an absolute address.</param>
/// <param name="Location">Where it is; null when that is not said.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NotifiedInstance)]
public sealed record NotifiedInstance(
    [property: Id(0)] string InstanceId, [property: Id(1)] string ReferenceUri, [property: Id(2)] AppLocation? Location = null);
