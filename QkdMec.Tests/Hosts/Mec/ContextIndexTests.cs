using System.Globalization;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is every context found page by page, however many there are?</summary>
public sealed class ContextIndexTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    [Theory]
    [InlineData(50)]
    [InlineData(1000)]
    [InlineData(3000)]
    public async Task List_PageByPage_FindsEveryContextOnce(int count)
    {
        var token = TestContext.Current.CancellationToken;
        var index = gateway.Grains.GetGrain<IContextIndexGrain>($"edge/index-{count}");
        var ids = Enumerable.Range(0, count).Select(number => ((uint)number * 2_654_435_761).ToString("x8", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal).ToList();
        foreach (var some in ids.Chunk(100))
        {
            await index.AddAsync([.. some], token);
        }

        var found = new List<string>();
        while (await index.ListAsync(found.LastOrDefault(""), 37, token) is { IsEmpty: false } page)
        {
            found.AddRange(page);
        }

        Assert.Equal(ids, found);
    }
}
