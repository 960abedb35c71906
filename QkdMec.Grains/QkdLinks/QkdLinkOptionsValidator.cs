using Microsoft.Extensions.Options;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Lists every fault of <see cref="QkdLinkOptions"/>.</summary>
internal sealed class QkdLinkOptionsValidator : IValidateOptions<QkdLinkOptions>
{
    private const int SmallestBlock = 1024;
    private const int LargestBlock = 262144;

    public ValidateOptionsResult Validate(string? name, QkdLinkOptions options)
    {
        string?[] faults =
        [
            Within(nameof(options.TickPeriod), options.TickPeriod, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10)),
            Within(nameof(options.BlockPeriod), options.BlockPeriod, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(60)),
            Within(nameof(options.AllowancePeriod), options.AllowancePeriod, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60)),
            Within(nameof(options.FullPause), options.FullPause, TimeSpan.Zero, TimeSpan.FromSeconds(10)),
            Within(nameof(options.CallTimeout), options.CallTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30)),
            Block(nameof(options.MinBlockBytes), options.MinBlockBytes),
            Block(nameof(options.MaxBlockBytes), options.MaxBlockBytes),
            options.MinBlockBytes <= options.MaxBlockBytes
                ? null : $"MinBlockBytes {options.MinBlockBytes} exceeds MaxBlockBytes {options.MaxBlockBytes}: lower it",
            options.MaxBlocksPerTick is >= 1 and <= 1024
                ? null : $"MaxBlocksPerTick is {options.MaxBlocksPerTick}: use 1 to 1024",
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private static string? Within(string option, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value >= least && value <= most ? null : $"{option} is {value}: use {least} to {most}";

    private static string? Block(string option, int bytes) => bytes is >= SmallestBlock and <= LargestBlock && bytes % 8 == 0
        ? null : $"{option} is {bytes}: use a multiple of 8 between {SmallestBlock} and {LargestBlock}";
}
