namespace QkdMec.Tests.Processes.Crashes;

/// <summary>A pair of SAEs.</summary>
/// <param name="Master">Who draws.</param>
/// <param name="Slave">Who fetches.</param>
/// <param name="SlaveSite">Where it fetches: the site whose vault must not lose the key.</param>
internal sealed record CrashPair(string Master, string Slave, string SlaveSite)
{
    /// <summary>Another SAE at the slave's KME: the keys are not for it.</summary>
    public string Stranger => (SlaveSite, Slave) switch
    {
        (CrashScenario.Edge, "sae-host-1") => "sae-host-2",
        (CrashScenario.Edge, _) => "sae-host-1",
        (_, "sae-ward") => "sae-lab",
        _ => "sae-ward",
    };
}
