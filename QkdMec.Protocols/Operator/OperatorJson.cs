using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>How the records of the operator API are read and written: absent members are omitted.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppDocument))]
[JsonSerializable(typeof(AppDocumentList))]
[JsonSerializable(typeof(ContextSummary))]
[JsonSerializable(typeof(ContextPage))]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(HostList))]
[JsonSerializable(typeof(HostSummary))]
[JsonSerializable(typeof(HostTermsDocument))]
[JsonSerializable(typeof(HostTelemetry))]
[JsonSerializable(typeof(AuditDocument))]
[JsonSerializable(typeof(NetworkDocument))]
[JsonSerializable(typeof(KmeList))]
[JsonSerializable(typeof(TopologyDocument))]
[JsonSerializable(typeof(TopologyChange))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(EavesdropRequest))]
[JsonSerializable(typeof(KmeRequest))]
[JsonSerializable(typeof(LinkDetail))]
[JsonSerializable(typeof(LinkList))]
[JsonSerializable(typeof(PoolList))]
[JsonSerializable(typeof(RouteList))]
[JsonSerializable(typeof(RouteDetail))]
[JsonSerializable(typeof(NetworkAlarmList))]
public sealed partial class OperatorJson : JsonSerializerContext;
