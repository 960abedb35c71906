using QkdMec.Grains.Orchestration;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Composition;

/// <summary>What a running system shares between its silos: nothing of it belongs to one site, or each site takes only its own part.</summary>
/// <param name="Plan">What is to run.</param>
/// <param name="Mec">The MEC system of the plan.</param>
/// <param name="Data">Where it is kept.</param>
/// <param name="Certificates">The certificates of all sites.</param>
/// <param name="Logging">Where all silos and listeners log.</param>
internal sealed record SystemParts(SystemPlan Plan, MecOptions Mec, DataDirectory Data, SystemCertificates Certificates, ILoggerFactory Logging)
{
    /// <summary>What this machine shows the others of its deployment; null when there are none.</summary>
    public NodeCredentialHolder? Node { get; init; }

    /// <summary>Ends a start that waits for other machines.</summary>
    public CancellationToken Stopping { get; init; }
}
