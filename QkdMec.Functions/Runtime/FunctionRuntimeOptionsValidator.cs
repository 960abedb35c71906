using Microsoft.Extensions.Options;

namespace QkdMec.Functions.Runtime;

/// <summary>Lists every fault of the options, each with its remedy.</summary>
internal sealed class FunctionRuntimeOptionsValidator : IValidateOptions<FunctionRuntimeOptions>
{
    private const int SmallestBytes = 1 << 10;
    private const int LargestBytes = 1 << 26;
    private const int LargestJournal = 1_000_000;
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLimit = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, FunctionRuntimeOptions options)
    {
        var faults = Faults(options).ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(FunctionRuntimeOptions options)
    {
        if (options.MaximumArgumentBytes is < SmallestBytes or > LargestBytes)
        {
            yield return $"Functions:MaximumArgumentBytes is {options.MaximumArgumentBytes}; set {SmallestBytes} to {LargestBytes} bytes.";
        }

        if (options.MaximumResultBytes is < SmallestBytes or > LargestBytes)
        {
            yield return $"Functions:MaximumResultBytes is {options.MaximumResultBytes}; set {SmallestBytes} to {LargestBytes} bytes.";
        }

        if (options.TimeLimit < ShortestLimit || options.TimeLimit > LongestLimit)
        {
            yield return $"Functions:TimeLimit is {options.TimeLimit}; set {ShortestLimit} to {LongestLimit}.";
        }

        if (options.JournalCapacity is < 1 or > LargestJournal)
        {
            yield return $"Functions:JournalCapacity is {options.JournalCapacity}; set 1 to {LargestJournal} records.";
        }
    }
}
