using System.Buffers.Binary;
using System.Net;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>What TCP connections carried, put together from Ethernet frames with IPv4. Not safe for concurrent use.</summary>
internal sealed class TcpStreams
{
    private const int EthernetHeader = 14;
    private const int Synchronise = 0x02;

    private readonly Dictionary<Flow, TcpStream> open = [];
    private readonly List<(Flow Flow, TcpStream Stream)> all = [];

    /// <summary>How many frames with TCP were taken up.</summary>
    public long Frames { get; private set; }

    /// <summary>How many bytes the connections carried.</summary>
    public long Bytes => all.Sum(one => one.Stream.Length);

    /// <summary>Each direction of each connection: who sent, who received, and what.</summary>
    public IEnumerable<(string From, string To, byte[] Content)> Contents =>
        all.Select(one => ($"{one.Flow.Source}:{one.Flow.SourcePort}", $"{one.Flow.Target}:{one.Flow.TargetPort}", one.Stream.ToArray()));

    /// <summary>Takes up a frame; what is no TCP over IPv4 is left.</summary>
    public void Add(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < EthernetHeader + 20 || BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) != 0x0800 || frame[EthernetHeader + 9] != 6)
        {
            return;
        }

        // The lengths of the headers decide, for short frames are filled up.
        var packet = frame[EthernetHeader..];
        var total = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(packet[2..]), packet.Length);
        var header = (packet[0] & 0x0f) * 4;
        if (header < 20 || header + 20 > total)
        {
            return;
        }

        AddSegment(new IPAddress(packet[12..16]), new IPAddress(packet[16..20]), packet[header..total]);
    }

    private void AddSegment(IPAddress source, IPAddress target, ReadOnlySpan<byte> segment)
    {
        var flow = new Flow(source, BinaryPrimitives.ReadUInt16BigEndian(segment), target, BinaryPrimitives.ReadUInt16BigEndian(segment[2..]));
        var number = BinaryPrimitives.ReadUInt32BigEndian(segment[4..]);
        var begins = (segment[13] & Synchronise) != 0;
        if (!open.TryGetValue(flow, out var stream) || (begins && stream.First != number + 1))
        {
            open[flow] = stream = new TcpStream(begins ? number + 1 : number);
            all.Add((flow, stream));
        }

        stream.Add(number, segment[Math.Min((segment[12] >> 4) * 4, segment.Length)..]);
        Frames++;
    }

    private sealed record Flow(IPAddress Source, int SourcePort, IPAddress Target, int TargetPort);
}
