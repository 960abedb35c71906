using System.Text;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>Nothing may hide from the capture by the way TCP cuts it.</summary>
public sealed class TcpStreamTests
{
    private readonly TcpStream stream = new(uint.MaxValue - 2);

    [Fact]
    public void Segments_InAnyOrderAndAgain_AreTheContent()
    {
        Add(3, "defg");
        Add(0, "abc");
        Add(3, "defg");
        Add(5, "fgh");
        Add(0, "ab");

        Assert.Equal("abcdefgh", Text);
    }

    [Fact]
    public void AProbe_BeforeTheFirstByte_IsNoContent()
    {
        Add(0, "abc");
        stream.Add(unchecked(uint.MaxValue - 3), "x"u8);

        Assert.Equal("abc", Text);
    }

    private string Text => Encoding.ASCII.GetString(stream.ToArray());

    private void Add(uint offset, string content) => stream.Add(unchecked(stream.First + offset), Encoding.ASCII.GetBytes(content));
}
