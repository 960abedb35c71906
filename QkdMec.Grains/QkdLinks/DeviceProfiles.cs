using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The device profiles that scenario files may name: classes of devices here, published set-ups in <see cref="PublishedDevices"/>.</summary>
public static class DeviceProfiles
{
    private const double GysPulsesPerSecond = 2e6;
    private const double GigahertzPulsesPerSecond = 1e9;
    private const double FiniteKeyPulsesPerSecond = 625e6;

    private static readonly DecoyStateParameters OneDecoy =
        new(0.2, 2e-7, 0.01, new DecoyIntensities(0.48, 0.12), new PostProcessing(1.16, 1));

    private static readonly FiniteKeyBlock TenBillionPulses = new(1e10, FiniteKeyPulsesPerSecond);

    /// <summary>An operator's planning rule: R₀·10^(−A/10) from 17.094 Mb/s.</summary>
    public static DeviceProfile Operator { get; } = new(
        "operator", new LossBudgetRateLaw(LossBudgetRateLaw.OperatorReferenceBitsPerSecond), QberProfile.Quiet, FiniteKeyBlock.None);

    /// <summary>The laboratory set-up of 2004 that the decoy-state papers calculate with: 2 MHz pulses.</summary>
    public static DeviceProfile Gys { get; } = new(
        "gys",
        new DecoyStateRateLaw(DecoyStateParameters.Gys, DecoyMethod.VacuumAndWeak, GysPulsesPerSecond),
        QberProfile.Quiet with { Mean = 0.033 },
        FiniteKeyBlock.None,
        DecoyStateParameters.Gys.PostProcessing.ErrorCorrectionInefficiency);

    /// <summary>
    /// Vacuum and weak decoys at 1 GHz with avalanche photodiodes at room temperature. The receiver's efficiency is fitted to 13.72 Mb/s at 2 dB
    /// (Yuan et al., J. Lightwave Technol. 36, 3427, 2018), whose post-processing also is the cap.
    /// </summary>
    public static DeviceProfile Gigahertz { get; } = new(
        "gigahertz",
        new DecoyStateRateLaw(
            new DecoyStateParameters(0.1213, 2e-7, 0.01, new DecoyIntensities(0.48, 0.05), new PostProcessing(1.16, 0.8)),
            DecoyMethod.VacuumAndWeak,
            GigahertzPulsesPerSecond,
            capBitsPerSecond: 13.72e6),
        QberProfile.Quiet,
        FiniteKeyBlock.None);

    /// <summary>One decoy at 625 MHz with blocks of 10¹⁰ pulses: the first key comes after 16 s, and none beyond about 26 dB.</summary>
    public static DeviceProfile FiniteKey { get; } = new(
        "finite-key",
        new OneDecoyRateLaw(OneDecoy, new OneDecoySettings(0.7, 0.9), TenBillionPulses, capBitsPerSecond: 10e6),
        QberProfile.Quiet,
        TenBillionPulses);

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static IReadOnlyList<DeviceProfile> All { get; } =
        [.. new[] { FiniteKey, Gigahertz, Gys, Operator }.Concat(PublishedDevices.All).OrderBy(profile => profile.Name, StringComparer.Ordinal)];

    /// <summary>The profile of a name; null when there is none.</summary>
    public static DeviceProfile? Find(string name) => All.FirstOrDefault(profile => profile.Name == name);
}
