using Microsoft.Extensions.Options;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Lists every fault of <see cref="QkdNetworkOptions"/>.</summary>
internal sealed class QkdNetworkOptionsValidator : IValidateOptions<QkdNetworkOptions>
{
    private const int SmallestBlock = 1024;
    private const int LargestBlock = 262144;
    private const int LargestReserve = 1024 * 1024 * 1024;
    private const long LargestSpare = 1024L * LargestReserve;

    public ValidateOptionsResult Validate(string? name, QkdNetworkOptions options)
    {
        (bool Holds, string Fault)[] checks =
        [
            (options.TickPeriod >= TimeSpan.FromMilliseconds(10) && options.TickPeriod <= TimeSpan.FromSeconds(60),
                $"TickPeriod is {options.TickPeriod}: use 10 ms to 60 s"),
            (options.LowWatermark is >= 0.01 and <= 1, $"LowWatermark is {options.LowWatermark}: use 0.01 to 1"),
            (options.RelayBlockBytes is >= SmallestBlock and <= LargestBlock && options.RelayBlockBytes % 8 == 0,
                $"RelayBlockBytes is {options.RelayBlockBytes}: use a multiple of 8 between {SmallestBlock} and {LargestBlock}"),
            (options.BaseStockBytes is >= SmallestBlock and <= LargestReserve, $"BaseStockBytes is {options.BaseStockBytes}: use {SmallestBlock} to {LargestReserve}"),
            (options.DemandHorizon >= TimeSpan.FromSeconds(1) && options.DemandHorizon <= TimeSpan.FromHours(1), $"DemandHorizon is {options.DemandHorizon}: use 1 s to 1 h"),
            (options.SpareStockBytes is >= 0 and <= LargestSpare, $"SpareStockBytes is {options.SpareStockBytes}: use 0 to {LargestSpare}"),
            (options.MaxBlocksInHand is >= 1 and <= 4096, $"MaxBlocksInHand is {options.MaxBlocksInHand}: use 1 to 4096"),
            (options.MaxReadsPerTick is >= 1 and <= 10000, $"MaxReadsPerTick is {options.MaxReadsPerTick}: use 1 to 10000"),
            (options.IdleReadPeriod >= TimeSpan.FromMilliseconds(100) && options.IdleReadPeriod <= TimeSpan.FromMinutes(10),
                $"IdleReadPeriod is {options.IdleReadPeriod}: use 100 ms to 10 min"),
            (options.HopRest >= TimeSpan.Zero && options.HopRest <= TimeSpan.FromMinutes(1), $"HopRest is {options.HopRest}: use 0 to 1 min"),
            (options.MaxBlocksPerTick is >= 1 and <= 1024, $"MaxBlocksPerTick is {options.MaxBlocksPerTick}: use 1 to 1024"),
            (options.LinkReserveBytes is >= 0 and <= LargestReserve, $"LinkReserveBytes is {options.LinkReserveBytes}: use 0 to {LargestReserve}"),
            (options.ReserveRecovery is >= 1 and <= 4, $"ReserveRecovery is {options.ReserveRecovery}: use 1 to 4"),
            (options.CallTimeout >= TimeSpan.FromMilliseconds(100) && options.CallTimeout <= TimeSpan.FromSeconds(30),
                $"CallTimeout is {options.CallTimeout}: use 100 ms to 30 s"),
            (options.DisjointPaths is >= 1 and <= RelayPaths.MostRoutes, $"DisjointPaths is {options.DisjointPaths}: use 1 to {RelayPaths.MostRoutes}"),
            (options.DisjointPathsOfPairs.Values.All(paths => paths is >= 1 and <= RelayPaths.MostRoutes), $"DisjointPathsOfPairs: use 1 to {RelayPaths.MostRoutes}"),
            (RoutePolicies.Find(options.RoutePolicy) is not null,
                $"RoutePolicy is '{options.RoutePolicy}': use {string.Join(" or ", RoutePolicies.Names)}"),
        ];
        var faults = checks.Where(check => !check.Holds).Select(check => check.Fault).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
