using QkdMec.Grains.Entropy;

namespace QkdMec.Silo.QkdLinks;

/// <summary>What every driver needs.</summary>
/// <param name="Entropy">Where nonces come from.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">Where faults are told.</param>
internal sealed record ModuleServices(IEntropySource Entropy, TimeProvider Time, ILogger Log);
