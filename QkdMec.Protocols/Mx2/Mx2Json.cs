using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>How the records of ETSI MEC 016 are read and written: absent attributes are omitted, unknown and repeated ones refused.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ApplicationList))]
[JsonSerializable(typeof(AppContextInfo))]
[JsonSerializable(typeof(ApplicationLocationAvailability))]
[JsonSerializable(typeof(AddressChangeNotification))]
[JsonSerializable(typeof(ApplicationContextDeleteNotification))]
[JsonSerializable(typeof(ApplicationContextUpdateNotification))]
[JsonSerializable(typeof(ApplicationLocationAvailabilityNotification))]
[JsonSerializable(typeof(LocationConstraints))]
[JsonSerializable(typeof(Polygon))]
public sealed partial class Mx2Json : JsonSerializerContext;
