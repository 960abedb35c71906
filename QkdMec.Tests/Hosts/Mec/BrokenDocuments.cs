using System.Text;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Makes documents that no rule allows out of one that all rules allow; a seed gives the same ones again.</summary>
internal sealed class BrokenDocuments(int seed, string[] mandatory, string[] limited)
{
    private static readonly string[] Values =
        ["null", "true", "7", "-1", "1e400", "99999999999999999999999999", "\"text\"", "[]", "[null]", "[[[[[]]]]]", "{}", "{\"a\":{\"b\":[1]}}", "\"\\ud800\"", "\"a\\u0000b\""];

    private readonly Random random = new(seed);

    /// <summary>The next one, with a word for what was done to it.</summary>
    public (string How, byte[] Body) Next(JsonObject sound) => random.Next(10) switch
    {
        0 => ("missing", Text(Mx2Bodies.Put(sound, Pick(mandatory), null))),
        1 => ("too long", Text(Mx2Bodies.Put(sound, Pick(limited), Mx2Row.Repeated(Pick(["x", "é", "𝄞"]), random.Next(129, 3000))))),
        2 => ("extra", Text(Extra(sound))),
        3 => ("deep", Text(Deep(sound))),
        4 => ("not UTF-8", Spoil(sound)),
        5 => ("cut", Text(sound.ToJsonString())[..^random.Next(1, 40)]),
        6 => ("more after it", Text(sound.ToJsonString() + Pick(["{}", "]", "x", "null", "\"", ","]))),
        7 => ("twice", Text(sound.ToJsonString().Replace("\"appInfo\":", "\"appInfo\":{},\"appInfo\":", StringComparison.Ordinal))),
        8 => ("other text coding", Pick([Encoding.Unicode, Encoding.UTF32, Encoding.BigEndianUnicode]).GetBytes(sound.ToJsonString())),
        _ => WrongType(sound),
    };

    private (string How, byte[] Body) WrongType(JsonObject sound)
    {
        var place = Pick([.. Places(sound, "")]);
        var before = Mx2Bodies.At(sound, place)!.ToJsonString();
        var value = Pick([.. Values.Where(value => KindOf(value) != KindOf(before) || KindOf(value) == 'n' || value.Contains("\\u", StringComparison.Ordinal))]);
        return ($"{place} = {value}", Text(Mx2Bodies.Put(sound, place, value)));
    }

    private string Extra(JsonObject sound)
    {
        var owners = Places(sound, "").Where(place => Mx2Bodies.At(sound, place) is JsonObject).Append("");
        var (owner, name) = (Pick([.. owners]), Pick(["extra", "APPINFO", "type ", "$ref", "__proto__", "appName2", new string('n', 2000)]));
        return Mx2Bodies.Put(sound, owner.Length == 0 ? name : $"{owner}.{name}", Pick(Values));
    }

    private string Deep(JsonObject sound)
    {
        var depth = random.Next(25, 3000);
        return Mx2Bodies.Put(
            sound, Pick(["extra", .. Places(sound, "")]), random.Next(2) == 0 ? new string('[', depth) + new string(']', depth) : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));
    }

    private byte[] Spoil(JsonObject sound)
    {
        const string Mark = "spoilt";
        var bytes = Text(Mx2Bodies.Put(sound, Pick(limited), $"\"{Mark}\""));
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Mark)) + random.Next(Mark.Length)] = Pick<byte>([0x80, 0xC0, 0xC3, 0xE2, 0xED, 0xF5, 0xFF]);
        return bytes;
    }

    private static IEnumerable<string> Places(JsonNode node, string place) => node switch
    {
        JsonObject map => map.SelectMany(member => Below(member.Value!, Join(place, member.Key))),
        JsonArray list => Enumerable.Range(0, list.Count).SelectMany(item => Below(list[item]!, Join(place, $"{item}"))),
        _ => [],
    };

    private static IEnumerable<string> Below(JsonNode node, string place) => Places(node, place).Prepend(place);

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";

    // A number that is out of every range is as wrong as another type; so are texts with escapes.
    private static char KindOf(string json) => json[0] switch
    {
        't' or 'f' => 'b',
        '"' => 's',
        '[' or '{' or 'n' => json[0],
        _ => '0',
    };

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
