using Microsoft.Extensions.Options;

namespace QkdMec.Grains.Kmes;

/// <summary>Lists every fault of <see cref="KmeOptions"/>.</summary>
internal sealed class KmeOptionsValidator : IValidateOptions<KmeOptions>
{
    public ValidateOptionsResult Validate(string? name, KmeOptions options)
    {
        List<string> faults = [];
        if (options.SupplyTimeout < TimeSpan.FromMilliseconds(100) || options.SupplyTimeout > TimeSpan.FromSeconds(30))
        {
            faults.Add($"SupplyTimeout is {options.SupplyTimeout}: use 100 ms to 30 s");
        }

        if (options.ReadTimeout < TimeSpan.FromMilliseconds(50) || options.ReadTimeout > TimeSpan.FromSeconds(10))
        {
            faults.Add($"ReadTimeout is {options.ReadTimeout}: use 50 ms to 10 s");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
