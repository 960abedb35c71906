using System.Net;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014.Hostile;

/// <summary>Two SAEs that do as they should, on connections of old and on new ones.</summary>
internal sealed class HonestClients(Qkd014World world)
{
    private const int Rounds = 10;
    private readonly HttpClient kept = world.SaeB;
    private readonly HttpClient fetching = world.SaeD;

    /// <summary>Draws and fetches keys; every answer must be good, and both ends' keys equal.</summary>
    public async Task AreServedAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await IsServedAsync(kept);
        }

        await IsServedAsync(world.SaeB);
    }

    private async Task IsServedAsync(HttpClient master)
    {
        var drawn = await GetAsync(master, "/api/v1/keys/sae-d/enc_keys?number=2");
        Assert.Equal(HttpStatusCode.OK, drawn.Status);
        foreach (var (id, key) in drawn.Keys)
        {
            var fetched = await GetAsync(fetching, $"/api/v1/keys/sae-b/dec_keys?key_ID={id}");
            Assert.Equal(HttpStatusCode.OK, fetched.Status);
            Assert.Equal(key, fetched.Keys.Single().Key);
        }
    }
}
