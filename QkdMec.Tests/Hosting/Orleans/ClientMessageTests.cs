using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Orleans.Serialization.Buffers;
using QkdMec.Silo.Hosting;

namespace QkdMec.Tests.Hosting;

/// <summary>Which messages reach Orleans from outside the silos?</summary>
public sealed class ClientMessageTests
{
    private const string Client = "sys.client/0123456789abcdef";
    private static readonly byte[] Preamble = [3, 0, 0, 0, 1, 2, 3];

    [Theory]
    [InlineData(1, Client, "stepjournal/context")]
    [InlineData(3, Client, "stepjournal/context")]
    [InlineData(1, Client, "sys.svc.manifest/10.0.0.13:11111@5")]
    [InlineData(1, "", "stepjournal/context")]
    public void Message_OfAGateway_Passes(int direction, string sender, string target) =>
        Assert.Null(ClientMessageRules.Fault(new ReadOnlySequence<byte>(Header(direction, sender, target))));

    [Theory]
    [InlineData(2, Client, "outboundkeypool/edge/a→b", "it is no request but of direction 2")]
    [InlineData(0, Client, "stepjournal/context", "it is no request but of direction 0")]
    [InlineData(1, "kme/edge/kme-edge", "outboundkeypool/edge/a→b", "it says to come from kme/edge/kme-edge")]
    [InlineData(1, "sys.client/hosted-10.0.0.13:11111@5", "outboundkeypool/edge/a→b", "it says to come from sys.client/hosted-10.0.0.13:11111@5")]
    [InlineData(1, "sys.svc.clustering/10.0.0.13:11111@5", "stepjournal/context", "it says to come from sys.svc.clustering/10.0.0.13:11111@5")]
    [InlineData(1, Client, "sys.svc.clustering/10.0.0.13:11111@5", "it is for sys.svc.clustering, a service of the runtime")]
    [InlineData(3, Client, "sys.svc.silo-control/10.0.0.13:11111@5", "it is for sys.svc.silo-control, a service of the runtime")]
    public void Message_OfNoGateway_IsRefused(int direction, string sender, string target, string why) =>
        Assert.Equal(why, ClientMessageRules.Fault(new ReadOnlySequence<byte>(Header(direction, sender, target))));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Copy_HandsGoodMessagesOnUnchanged_HoweverTheyArrive(int chunk)
    {
        var sent = Bytes(Preamble, Framed(Header(1, Client, "stepjournal/context"), 300), Framed(Header(3, Client, "stepjournal/context"), 0));

        var (passed, fault) = await CopyAsync(sent, chunk);

        Assert.Null(fault);
        Assert.Equal(sent, passed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Copy_EndsBeforeABadMessage(int chunk)
    {
        var good = Bytes(Preamble, Framed(Header(1, Client, "stepjournal/context"), 20));
        var bad = Bytes(Framed(Header(2, Client, "stepjournal/context"), 20), Framed(Header(1, Client, "stepjournal/context"), 20));

        var (passed, fault) = await CopyAsync(Bytes(good, bad), chunk);

        Assert.Equal("it is no request but of direction 2", fault);
        Assert.Equal(good, passed);
    }

    [Theory]
    [InlineData("00100000", "a preamble of 4096 bytes")]
    [InlineData("FFFFFFFF", "a preamble of -1 bytes")]
    [InlineData("0100000000" + "0000000000000000", "a message with 0 bytes of header and 0 of body")]
    [InlineData("0100000000" + "0000020000000000", "a message with 131072 bytes of header and 0 of body")]
    [InlineData("0100000000" + "08000000FFFFFFFF", "a message with 8 bytes of header and -1 of body")]
    [InlineData("0100000000" + "0200000000000000FFFF", "its header cannot be read")]
    public async Task Copy_OfNonsense_Ends(string hex, string why)
    {
        var (_, fault) = await CopyAsync(Convert.FromHexString(hex), 1000);

        Assert.StartsWith(why, fault, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Passed, string? Fault)> CopyAsync(byte[] sent, int chunk)
    {
        var (from, to) = (new Pipe(), new Pipe());
        var copying = ClientMessages.CopyAsync(from.Reader, to.Writer);
        foreach (var part in sent.Chunk(chunk))
        {
            await from.Writer.WriteAsync(part, TestContext.Current.CancellationToken);
        }

        await from.Writer.CompleteAsync();
        var fault = await Record.ExceptionAsync(() => copying);
        await to.Writer.CompleteAsync();
        var passed = await to.Reader.ReadAtLeastAsync(int.MaxValue, TestContext.Current.CancellationToken);
        Assert.True(fault is null or InvalidDataException, fault?.ToString());
        return (passed.Buffer.ToArray(), fault?.Message);
    }

    private static byte[] Header(int direction, string sender, string target)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = Writer.Create(bytes, null!);
        writer.WriteUInt32((uint)direction << 16);
        writer.WriteInt64(42);
        Write(ref writer, sender.Length > 0 ? GrainId.Parse(sender) : default);
        Write(ref writer, GrainId.Parse(target));
        writer.Commit();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write<TOutput>(ref Writer<TOutput> writer, GrainId id) where TOutput : IBufferWriter<byte>
    {
        IdSpanCodec.WriteRaw(ref writer, id.Type.Value);
        IdSpanCodec.WriteRaw(ref writer, id.Key);
    }

    private static byte[] Framed(byte[] header, int body)
    {
        var lengths = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, header.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths.AsSpan(4), body);
        return Bytes(lengths, header, [.. Enumerable.Range(0, body).Select(value => (byte)value)]);
    }

    private static byte[] Bytes(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
