using System.Collections.Immutable;
using QkdMec.Grains.Audits;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Does the audit log keep everything once and in order, as much as it shall, also when storage fails?</summary>
public sealed class AuditLogTests : IAsyncLifetime
{
    private readonly MecTestSystem system = new() { Options = new MecTestSystem().Options with { AuditEntries = 300 } };
    private TestSilos silos = null!;

    private IAuditLogGrain Log => silos.Grains.GetGrain<IAuditLogGrain>(MecOptions.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => silos = await TestSilos.StartAsync(MecTestSystem.Types, system.Silos(new SeededEntropy(1), new CountedIds()));

    public ValueTask DisposeAsync() => silos.DisposeAsync();

    [Fact]
    public async Task Read_OfAnEmptyLog_IsEmpty()
    {
        var page = await Log.ReadAsync(0, 10, Token);
        Assert.Empty(page.Entries);
        Assert.Equal(0, page.Newest);
    }

    [Fact]
    public async Task Append_AcrossPages_KeepsTheOrder_AndWhatComesAgainIsNotAddedAgain()
    {
        await Log.AppendAsync(Entries("a", 1, 100), Token);
        await Log.AppendAsync(Entries("b", 1, 100), Token);
        await Log.AppendAsync(Entries("b", 1, 100), Token);
        await Log.AppendAsync(Entries("a", 90, 20), Token);

        var page = await Log.ReadAsync(0, 1000, Token);
        Assert.Equal(Enumerable.Range(1, 209).Select(number => (long)number), page.Entries.Select(entry => entry.Number));
        Assert.Equal(209, page.Newest);
        Assert.Equal(Enumerable.Range(1, 109).Select(number => (long)number), page.Entries.Where(entry => entry.Entry.Source == "a").Select(entry => entry.Entry.Sequence));
        Assert.Equal([101L, 102L], (await Log.ReadAsync(100, 2, Token)).Entries.Select(entry => entry.Number));
        Assert.Empty((await Log.ReadAsync(209, 10, Token)).Entries);
        Assert.Empty((await Log.ReadAsync(100_000, 10, Token)).Entries);
    }

    [Fact]
    public async Task Append_BeyondTheLimit_DropsTheOldestPages()
    {
        for (var batch = 0; batch < 10; batch++)
        {
            await Log.AppendAsync(Entries("a", 1 + (batch * 100), 100), Token);
        }

        var page = await Log.ReadAsync(0, 1000, Token);
        Assert.Equal(1000, page.Newest);
        Assert.InRange(page.Entries.Length, 257, 384);
        Assert.Equal((1000L, 1000L), (page.Entries[^1].Number, page.Entries[^1].Entry.Sequence));
        Assert.Empty(await silos.Grains.GetGrain<IAuditPageGrain>("mec/0").ReadAsync(Token));
    }

    private static ImmutableArray<AuditEntry> Entries(string source, int first, int count) =>
    [
        .. Enumerable.Range(first, count).Select(number => new AuditEntry
        {
            Time = DateTimeOffset.UnixEpoch, Interface = "mx2", Client = "c", Method = "POST", Path = "/x", Status = 201, Source = source, Sequence = number,
        }),
    ];
}
