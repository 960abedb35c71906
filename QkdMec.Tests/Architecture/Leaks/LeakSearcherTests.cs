using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>Does the searcher find a leak that was planted, in every form, and nothing else?</summary>
public sealed class LeakSearcherTests
{
    private const string Text = "{\"age\":63,\"name\":\"Zoë Ä. <planted>\"}";

    private static readonly byte[] Key = SHA256.HashData("a key that only these tests know"u8);

    public static TheoryData<string, string> KeyForms() => new()
    {
        { "hex", Convert.ToHexStringLower(Key) },
        { "HEX", Convert.ToHexString(Key) },
        { "HEX with dashes", BitConverter.ToString(Key) },
        { "base64", Convert.ToBase64String(Key) },
        { "base64 after one byte", Convert.ToBase64String([1, .. Key]) },
        { "base64 after two bytes", Convert.ToBase64String([1, 2, .. Key, 3]) },
        { "base64 after four bytes", Convert.ToBase64String([1, 2, 3, 4, .. Key, 9]) },
        { "base64url", System.Buffers.Text.Base64Url.EncodeToString([7, .. Key, 8]) },
        { "array of numbers", JsonSerializer.Serialize(Key.Select(value => (int)value)) },
        { "list for people", string.Join(", ", Key) },
        { "first half", Convert.ToHexString(Key.AsSpan(0, 16)) },
        { "a part at an odd place", Convert.ToHexString(Key.AsSpan(1, (2 * LeakSearcher.Window) - 1)) },
        { "the end", Convert.ToHexString(Key.AsSpan(Key.Length - LeakSearcher.Window)) },
    };

    [Theory]
    [MemberData(nameof(KeyForms))]
    public void Search_WhenKeyIsPlanted_FindsIt(string form, string planted)
    {
        var searcher = ForKey();

        Assert.True(searcher.Search("page", $"before {planted} after").Count > 0, form);
        Assert.True(searcher.Search("memory", Encoding.Unicode.GetBytes($"x{planted}y")).Count > 0, $"{form}, UTF-16");
    }

    [Fact]
    public void Search_WhenKeyIsRaw_FindsItAtItsOffset()
    {
        var leak = ForKey().Search("file", [0, 0, 0, .. Key, 0])[0];

        Assert.Equal(new Leak("key", "raw", "file", 3), leak);
    }

    [Fact]
    public void Search_WhenAPartOfABlockIsPlanted_FindsIt()
    {
        var block = new byte[4096];
        new Random(1).NextBytes(block);
        var searcher = new LeakSearcher();
        searcher.AddBlock("block", block);

        Assert.NotEmpty(searcher.Search("file", [7, .. block.AsSpan(1003, 15)]));
        Assert.Empty(searcher.Search("file", [7, .. block.AsSpan(1003, 7)]));
    }

    [Fact]
    public void Search_WhenKeyIsReversed_FindsIt() => Assert.NotEmpty(ForKey().Search("file", [.. Key.Reverse()]));

    [Fact]
    public void Search_WhenTextIsPlanted_FindsItInEveryForm()
    {
        var searcher = new LeakSearcher();
        searcher.AddText("arguments", Text);

        Assert.NotEmpty(searcher.Search("log", $"got {Text}!"));
        Assert.NotEmpty(searcher.Search("record", JsonSerializer.Serialize(new { body = Text })));
        Assert.NotEmpty(searcher.Search("query", Uri.EscapeDataString(Text)));
        Assert.NotEmpty(searcher.Search("state", Encoding.Unicode.GetBytes(Text)));
        Assert.NotEmpty(searcher.Search("token", Convert.ToBase64String(Encoding.UTF8.GetBytes(" " + Text))));
    }

    [Fact]
    public void Search_WhenNothingIsPlanted_FindsNothing()
    {
        var searcher = ForKey();
        searcher.AddText("arguments", Text);
        var stream = new byte[1 << 20];
        new Random(20261122).NextBytes(stream);

        Assert.Empty(searcher.Search("noise", stream));
        Assert.Empty(searcher.Search("noise", Convert.ToBase64String(stream)));
        Assert.Empty(searcher.Search("noise", Convert.ToHexString(stream)));
    }

    [Fact]
    public void SearchFolder_FindsWhatAFileHoldsThoughItIsOpen()
    {
        var folder = Directory.CreateTempSubdirectory("qkdmec-leaks");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "deep"));
            using var file = new FileStream(Path.Combine(folder.FullName, "deep", "state.db"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            file.Write([1, 2, 3, .. Key]);
            file.Flush();

            var leaks = ForKey().SearchFolder(folder.FullName);

            Assert.Contains(new Leak("key", "raw", Path.Combine("deep", "state.db"), 3), leaks);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Leak_WhenPrinted_DoesNotShowTheSecret() =>
        Assert.Empty(ForKey().Search("report", string.Join('\n', ForKey().Search("file", Key))));

    [Fact]
    public void AddKey_WhenKeyIsTooShortToBeRecognised_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new LeakSearcher().AddKey("key", Key.AsSpan(0, 8)));

    private static LeakSearcher ForKey()
    {
        var searcher = new LeakSearcher();
        searcher.AddKey("key", Key);
        return searcher;
    }
}
