using QkdMec.Grains.Identity;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>A MEC host of the system.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sae">Its SAE.</param>
/// <param name="KeyAddress">Its site's QKD 014 listener.</param>
/// <param name="Resources">What it bears.</param>
internal sealed record HostPlan(HostId Id, SaeId Sae, Uri KeyAddress, HostScenario Resources);
