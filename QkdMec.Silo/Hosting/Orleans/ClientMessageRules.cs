using System.Buffers;
using Orleans.Serialization.Buffers;

namespace QkdMec.Silo.Hosting;

/// <summary>
/// What the header of a message from outside the silos may say. Orleans takes its word for who calls, and call filters see neither answers nor calls of the
/// runtime's own services, so this is looked at before Orleans reads it.
/// </summary>
internal static class ClientMessageRules
{
    // Where Orleans' clients learn which silos have which grains; the one service of the runtime that they call.
    private const string Manifest = "sys.svc.manifest";

    private const int DirectionShift = 16;
    private const uint DirectionMask = 0xF;
    private const uint Request = 1;
    private const uint OneWay = 3;

    /// <summary>Why a message is none that a gateway sends; null when it is.</summary>
    /// <exception cref="Exception">The header is not Orleans'.</exception>
    public static string? Fault(in ReadOnlySequence<byte> header)
    {
        var reader = Reader.Create(header, null!);
        var direction = (reader.ReadUInt32() >> DirectionShift) & DirectionMask;
        reader.ReadInt64();
        var sender = ReadGrain(ref reader);
        var target = ReadGrain(ref reader);
        return direction is not (Request or OneWay) ? $"it is no request but of direction {direction}"
            : !ClientCalls.AreFrom(sender.IsDefault ? null : sender) ? $"it says to come from {sender}"
            : target.IsSystemTarget() && target.Type.ToString() != Manifest ? $"it is for {target.Type}, a service of the runtime"
            : null;
    }

    private static GrainId ReadGrain<TInput>(ref Reader<TInput> reader)
    {
        var type = IdSpanCodec.ReadRaw(ref reader);
        return new GrainId(new GrainType(type), IdSpanCodec.ReadRaw(ref reader));
    }
}
