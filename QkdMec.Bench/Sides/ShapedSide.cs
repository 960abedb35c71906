using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Sides;

/// <summary>The product in some shape: every connection is one of the client site's SAEs and goes through its pairs in turn.</summary>
internal sealed class ShapedSide : IBenchSide
{
    /// <summary>Requests of a burst: what the smallest shape has stored, but for a rest, so that it does not run dry.</summary>
    private const int BurstRequests = 900;

    private readonly OursServer ours;
    private readonly KeyOperation operation;
    private readonly ShapedLoad load;

    private ShapedSide(OursServer ours, KeyOperation operation, ShapedLoad load, bool isInBursts) =>
        (this.ours, this.operation, this.load, IsInBursts) = (ours, operation, load, isInBursts);

    /// <inheritdoc/>
    public Task<TimeSpan> CpuTimeAsync() => ours.CpuTimeAsync();

    /// <inheritdoc/>
    public IReadOnlyList<IBenchClient> Clients => load.Clients;

    /// <inheritdoc/>
    public bool IsInBursts { get; }

    /// <summary>Starts the product in that shape, fills its pools and connects.</summary>
    public static async Task<ShapedSide> StartAsync(SystemShape shape, KeyOperation operation, bool isInBursts, int connections)
    {
        var ours = await OursServer.StartAsync(shape);
        return new ShapedSide(ours, operation, await ShapedLoad.ConnectAsync(ours, shape, operation, connections), isInBursts);
    }

    /// <inheritdoc/>
    public async Task PrepareAsync(long requests)
    {
        await ours.FillAsync();
        var ration = IsInBursts ? BurstRequests : requests;
        await (operation == KeyOperation.Enc ? load.AllowAsync(ration) : load.DrawAsync(ours, ration));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        load.Dispose();
        await ours.DisposeAsync();
    }
}

/// <summary>What the clients ask for.</summary>
internal enum KeyOperation
{
    /// <summary>New keys.</summary>
    Enc,

    /// <summary>Keys that were drawn before.</summary>
    Dec,
}
