using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

public sealed class TranscriptTests
{
    [Fact]
    public void Hash_WhenAnyPartDiffers_Differs()
    {
        var one = SessionPair.TranscriptOf(7);
        Transcript[] others =
        [
            one with { Offered = ["A256GCM", "A128GCM"] },
            one with { Offered = ["A128GCM", "A256GCM"] },
            one with { Chosen = CipherSuite.Aes128Gcm },
            one with { ClientSae = "sae-hospita" },
            one with { HostSae = "lsae-edge-1" },
            one with { Generation = 8 },
            one with { KeyId = SessionPair.KeyIdOf(8) },
            one with { Context = "1" },
        ];
        var hashes = others.Append(one).Select(transcript => Convert.ToHexString(transcript.Hash())).ToList();
        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }

    [Fact]
    public void Hash_WhenOfAFixedExample_IsPinned()
    {
        var expected = System.Security.Cryptography.SHA256.HashData(
            "\0\u000bqkdmec sc 1\0\u0007A256GCM\0\u0007A256GCM\0\u0003256\0\u000csae-hospital\0\u000asae-edge-1\0\u00017\0\u002400000007-0001-0002-0304-05060708090a\0\u00200123456789abcdef0123456789abcdef"u8);
        Assert.Equal(expected, SessionPair.TranscriptOf(7).Hash());
    }
}
