using Google.Protobuf.WellKnownTypes;
using QkdMec.Gateway.Functions;
using QkdMec.Grains.Steps;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Gateway.Grpc;

/// <summary>Translates gRPC messages to the records of the operations and back.</summary>
internal static class FunctionMessages
{
    // The years 1 to 9999, as protobuf's timestamps and .NET's dates have them.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;
    private const int LastNanosecond = 999_999_999;

    public static ContextAddress ToAddress(this ContextName? name) => new(name?.Site, name?.Host, name?.ContextId);

    public static NegotiationRequest ToRecord(this NegotiateRequest request) => new(request.SaeId, [.. request.CipherSuites]);

    public static NegotiateReply ToMessage(this NegotiationAnswer answer) =>
        new() { SaeId = answer.SaeId, CipherSuite = answer.CipherSuite, KeyBits = answer.KeyBits, Generation = answer.Generation };

    /// <summary>The record; null when the key's id is none.</summary>
    public static KeyActivationRequest? ToRecord(this ActivateKeyRequest request) => Guid.TryParseExact(request.KeyId, "D", out var key)
        ? new KeyActivationRequest(request.SaeId, request.CipherSuite, request.Generation, key)
        : null;

    /// <summary>The record; null when a step has no time.</summary>
    public static StepList? ToRecord(this ReportStepsRequest request) => request.Steps.All(step => IsTime(step.At))
        ? new StepList { Steps = [.. request.Steps.Select(step => new StepRecord { Step = step.Step, At = step.At.ToDateTimeOffset(), Outcome = step.Outcome, TraceId = step.TraceId })] }
        : null;

    public static WatchedStep ToMessage(this NumberedStep step, long journal)
    {
        var record = step.Step.ToRecord();
        return new WatchedStep
        {
            Position = new StepPosition { Journal = journal, Number = step.Number },
            Step = record.Step, At = Timestamp.FromDateTimeOffset(record.At), Outcome = record.Outcome, TraceId = record.TraceId,
            Figure2 = record.Figure2 ?? "", Figure4 = record.Figure4 ?? "", Component = record.Component ?? "",
        };
    }

    private static bool IsTime(Timestamp? at) => at is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and <= LastNanosecond };
}
