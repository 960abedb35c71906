using System.Text;
using System.Text.Json;
using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Paths;

/// <summary>Requests of ETSI QKD 014, in both ways the standard has for one key.</summary>
internal sealed class KeyRequests(KeyMethod method)
{
    private const string Json = "application/json";

    /// <summary>Asks for one key of 256 bits.</summary>
    public byte[] Enc(ServerAddress kme, string slave) => method == KeyMethod.Get
        ? RequestBytes.Of("GET", kme, $"/api/v1/keys/{slave}/enc_keys?number=1&size=256")
        : RequestBytes.Post(kme, $"/api/v1/keys/{slave}/enc_keys", Json, """{"number":1,"size":256}"""u8);

    /// <summary>Fetches one key.</summary>
    public byte[] Dec(ServerAddress kme, string master, string keyId) => method == KeyMethod.Get
        ? RequestBytes.Of("GET", kme, $"/api/v1/keys/{master}/dec_keys?key_ID={keyId}")
        : RequestBytes.Post(kme, $"/api/v1/keys/{master}/dec_keys", Json, Encoding.ASCII.GetBytes($$"""{"key_IDs":[{"key_ID":"{{keyId}}"}]}"""));

    /// <summary>Asks for many keys at once.</summary>
    public static byte[] EncMany(ServerAddress kme, string slave, int number) => RequestBytes.Post(
        kme, $"/api/v1/keys/{slave}/enc_keys", Json, Encoding.ASCII.GetBytes($$"""{"number":{{number}},"size":256}"""));

    /// <summary>The ids in a key container.</summary>
    public static IEnumerable<string> IdsIn(ReadOnlyMemory<byte> container)
    {
        using var document = JsonDocument.Parse(container);
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("key_ID").GetString()!)];
    }
}

/// <summary>How a key is asked for.</summary>
internal enum KeyMethod
{
    /// <summary>GET with a query: the standard's short form for one key.</summary>
    Get,

    /// <summary>POST with JSON: the standard's full form.</summary>
    Post,
}
