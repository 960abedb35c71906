using QkdMec.Grains.QkdLinks.Rates;

namespace QkdMec.Grains.QkdLinks;

/// <summary>
/// Set-ups whose rates were published, each a profile of its own: no class of devices matches another maker's record. What a paper does not say in
/// the terms of the model is fitted: mostly the receiver's efficiency, so a profile is good near the losses of its paper.
/// </summary>
public static class PublishedDevices
{
    private const double F = 1.16;

    /// <summary>Toshiba 2008 (Opt. Express 16, 18790): 1.036 GHz; efficiency and background, after-pulses included, fitted to 20 km and 100 km at 0.2 dB/km.</summary>
    public static DeviceProfile Toshiba2008 { get; } = Continuous(
        "toshiba-2008", new DecoyStateParameters(0.02904, 9.30e-6, 0.02, new DecoyIntensities(0.55, 0.1), new PostProcessing(1.1, 0.5)), 1.036e9, 0.026);

    /// <summary>Shimizu et al. 2014 (J. Lightwave Technol. 32, 141): a field trial on 90 km of 30 dB, part of it aerial; 1 GHz class, efficiency fitted.</summary>
    public static DeviceProfile Shimizu2014 { get; } = Continuous(
        "shimizu-2014", new DecoyStateParameters(0.01349, 2e-7, 0.015, new DecoyIntensities(0.5, 0.1), new PostProcessing(1.2, 0.5)), 1.24e9, 0.025);

    /// <summary>Walenta et al. 2014 (New J. Phys. 16, 013047): 625 MHz, finite key in hardware; dead time holds it at 140 kb/s.</summary>
    public static DeviceProfile Walenta2014 { get; } = Finite(
        "walenta-2014", Receiver(0.1, 2e-6, 0.015, new DecoyIntensities(0.48, 0.12)), new OneDecoySettings(0.7, 0.9), new FiniteKeyBlock(1e10, 625e6), 140e3);

    /// <summary>Korzh et al. 2015 (Nature Photon. 9, 163): 625 MHz, cooled diodes with hardly a dark count, blocks of four hours; efficiency fitted to 51.9 dB.</summary>
    public static DeviceProfile Korzh2015 { get; } = Finite(
        "korzh-2015", Receiver(0.05144, 2e-9, 0.01, new DecoyIntensities(0.4, 0.12)), new OneDecoySettings(0.7, 0.8), new FiniteKeyBlock(9e12, 625e6));

    /// <summary>Boaron et al. 2018 (Phys. Rev. Lett. 121, 190502): 2.5 GHz, superconducting detectors, blocks of a day; efficiency fitted to 405 km at 0.171 dB/km.</summary>
    public static DeviceProfile Boaron2018 { get; } = Finite(
        "boaron-2018", Receiver(0.4114, 4e-11, 0.01, new DecoyIntensities(0.4, 0.15)), new OneDecoySettings(0.6, 0.7), new FiniteKeyBlock(2.16e14, 2.5e9));

    /// <summary>Grünenfelder et al. 2023 (Nature Photon. 17, 422): 2.5 GHz, detectors of many pixels; efficiency fitted to 102.4 km at 0.16 dB/km, capped at the 64 Mb/s of 10 km.</summary>
    public static DeviceProfile Gruenenfelder2023 { get; } = Finite(
        "gruenenfelder-2023", Receiver(0.4453, 1e-8, 0.01, new DecoyIntensities(0.5, 0.15)), new OneDecoySettings(0.7, 0.9), new FiniteKeyBlock(2.5e10, 2.5e9), 64e6);

    /// <summary>Li et al. 2023 (Nature Photon. 17, 416): 2.5 GHz, detectors of eight pixels; efficiency fitted to 10 km at 0.16 dB/km.</summary>
    public static DeviceProfile Li2023 { get; } = Finite(
        "li-2023", Receiver(0.4923, 1e-8, 0.01, new DecoyIntensities(0.5, 0.15)), new OneDecoySettings(0.7, 0.9), new FiniteKeyBlock(2.5e10, 2.5e9), 115.8e6);

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static IReadOnlyList<DeviceProfile> All { get; } =
        [Boaron2018, Gruenenfelder2023, Korzh2015, Li2023, Shimizu2014, Toshiba2008, Walenta2014];

    private static DecoyStateParameters Receiver(double efficiency, double background, double misalignment, DecoyIntensities intensities) =>
        new(efficiency, background, misalignment, intensities, new PostProcessing(F, 1));

    private static DeviceProfile Continuous(string name, DecoyStateParameters parameters, double pulsesPerSecond, double qber) => new(
        name,
        new DecoyStateRateLaw(parameters, DecoyMethod.VacuumAndWeak, pulsesPerSecond),
        QberProfile.Quiet with { Mean = qber },
        FiniteKeyBlock.None,
        parameters.PostProcessing.ErrorCorrectionInefficiency);

    private static DeviceProfile Finite(
        string name, DecoyStateParameters parameters, OneDecoySettings settings, FiniteKeyBlock block, double capBitsPerSecond = double.PositiveInfinity) =>
        new(name, new OneDecoyRateLaw(parameters, settings, block, capBitsPerSecond), QberProfile.Quiet, block, F);
}
