using Microsoft.Extensions.Options;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Lists every fault of <see cref="TrustedRelayOptions"/>.</summary>
internal sealed class TrustedRelayOptionsValidator : IValidateOptions<TrustedRelayOptions>
{
    private const int LeastStaging = 256 * 1024;
    private const int MostStaging = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, TrustedRelayOptions options)
    {
        List<string> faults = [];
        if (options.StagingBytes is < LeastStaging or > MostStaging)
        {
            faults.Add($"StagingBytes is {options.StagingBytes}: use {LeastStaging} to {MostStaging}");
        }

        if (options.HopTimeout < TimeSpan.FromMilliseconds(100) || options.HopTimeout > TimeSpan.FromSeconds(30))
        {
            faults.Add($"HopTimeout is {options.HopTimeout}: use 100 ms to 30 s");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
