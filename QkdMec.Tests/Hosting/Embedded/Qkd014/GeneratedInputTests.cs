using System.Net;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Bad input by generation: each a clear answer below 500, and the server goes on.</summary>
public sealed class GeneratedInputTests
{
    private const string Enc = "/api/v1/keys/sae-b/enc_keys";
    private const string Dec = "/api/v1/keys/sae-a/dec_keys";
    private const int Rounds = 200;

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1", "128", "129", "1e9", "1.5", "99999999999999999999", "\"\"", "\"256\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[1]", "[null]", "[[]]", "{}",
        "[{}]", "[{\"key_ID\":1}]", "[{\"key_ID\":\"x\"}]", "[{\"qkdmec_max_age\":{}}]", "[{\"a_b\":[1,{\"c\":2}]}]", "[\"sae-c\"]", "[\"sae-c\",\"sae-c\"]", "[\"sae-a\"]", "[\"\"]",
    ];

    private static readonly string[] Fields =
        ["number", "size", "additional_slave_SAE_IDs", "extension_mandatory", "extension_optional", "key_IDs", "key_IDs_extension", "Number", "", "\\u0000"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Bodies_OfRandomFields_NeverFailTheServer(ulong seed)
    {
        await using var world = await Qkd014World.StartAsync(262144);
        var (master, slave) = (world.SaeA, world.SaeB);
        var random = new QkdMec.Embedded.Simulation.SeededRandom(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var body = "{" + string.Join(',', Enumerable.Range(0, random.Below(4)).Select(_ => $"\"{Fields[random.Below(Fields.Length)]}\":{Values[random.Below(Values.Length)]}")) + "}";
            body = random.Below(4) == 0 ? body[..random.Below(body.Length + 1)] : body;
            var answer = random.Below(2) == 0 ? await PostAsync(master, Enc, body) : await PostAsync(slave, Dec, body);
            Check(answer, body);
        }

        (await PostAsync(master, Enc, null)).MustBeOk();
    }

    [Fact]
    public async Task Bodies_OfRandomBytes_NeverFailTheServer()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var client = world.SaeA;
        var random = new QkdMec.Embedded.Simulation.SeededRandom(3);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Enumerable.Range(0, random.Below(40)).Select(_ => (byte)random.Below(256)).ToArray();
            using var request = new HttpRequestMessage(HttpMethod.Post, Enc) { Content = new ByteArrayContent(bytes) };
            var answer = await SendAsync(client, request);
            Check(answer, Convert.ToHexString(bytes));
            Assert.True(bytes.Length == 0 || answer.Status != HttpStatusCode.OK, Convert.ToHexString(bytes));
        }
    }

    [Fact]
    public async Task PathsAndQueries_OfRandomText_NeverFailTheServer()
    {
        await using var world = await Qkd014World.StartAsync(65536);
        var client = world.SaeA;
        var random = new QkdMec.Embedded.Simulation.SeededRandom(4);
        string[] parts = ["api", "v1", "keys", "sae-b", "enc_keys", "dec_keys", "status", "%00", "%2F", "..", "é", new string('a', 200), "", "?number=1", "&size=", "=%", "?key_ID=", "+"];
        for (var round = 0; round < Rounds; round++)
        {
            var path = (random.Below(2) == 0 ? "/api/v1/keys/" : "/") + string.Join(random.Below(3) == 0 ? "" : "/", Enumerable.Range(0, random.Below(5)).Select(_ => parts[random.Below(parts.Length)]));
            var address = new Uri(world.AlphaAddress, "/" + path.TrimStart('/'));
            Check(await SendAsync(client, new HttpRequestMessage(random.Below(2) == 0 ? HttpMethod.Get : HttpMethod.Post, address)), path);
        }
    }

    private static void Check(WireAnswer answer, string input)
    {
        Assert.True(answer.Status == HttpStatusCode.OK || ((int)answer.Status is >= 400 and < 500) || answer.Status == HttpStatusCode.ServiceUnavailable, $"{answer.Status} to {input}");
        Assert.True(answer.Status == HttpStatusCode.OK || answer.Body.Length == 0 || answer.Message.Length > 0, input);
    }
}
