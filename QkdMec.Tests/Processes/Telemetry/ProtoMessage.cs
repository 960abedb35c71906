using System.Text;
using Google.Protobuf;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>A Protocol Buffers message as it is on the wire: values by field number. What a field means its reader knows.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, object Value)> values = [];

    public ProtoMessage(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            values.Add((WireFormat.GetTagFieldNumber(tag), ReadValue(input, WireFormat.GetTagWireType(tag))));
        }
    }

    /// <summary>The messages of a field.</summary>
    public IEnumerable<ProtoMessage> Messages(int field) => Of<byte[]>(field).Select(bytes => new ProtoMessage(bytes));

    /// <summary>The message of a field; null when there is none.</summary>
    public ProtoMessage? Message(int field) => Messages(field).SingleOrDefault();

    /// <summary>The bytes of a field, as lower-case hexadecimal digits; empty when there are none.</summary>
    public string Hex(int field) => Convert.ToHexStringLower(Of<byte[]>(field).SingleOrDefault() ?? []);

    /// <summary>The text of a field; empty when there is none.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Of<byte[]>(field).SingleOrDefault() ?? []);

    /// <summary>The number of a field; 0 when there is none.</summary>
    public ulong Number(int field) => Of<ulong>(field).SingleOrDefault();

    /// <summary>Whether a field is there.</summary>
    public bool Has(int field) => values.Exists(value => value.Field == field);

    private IEnumerable<T> Of<T>(int field) => values.Where(value => value.Field == field).Select(value => value.Value).OfType<T>();

    private static object ReadValue(CodedInputStream input, WireFormat.WireType type) => type switch
    {
        WireFormat.WireType.Varint => input.ReadUInt64(),
        WireFormat.WireType.Fixed64 => input.ReadFixed64(),
        WireFormat.WireType.Fixed32 => (ulong)input.ReadFixed32(),
        WireFormat.WireType.LengthDelimited => input.ReadBytes().ToByteArray(),
        _ => throw new InvalidDataException($"{type} is not used by OTLP"),
    };
}
