using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>The MEC hosts that this silo runs. What they hold never leaves the silo.</summary>
public interface IHosts
{
    /// <summary>The hosts of this silo.</summary>
    IReadOnlyCollection<HostId> Ids { get; }

    /// <summary>What a host consists of.</summary>
    /// <exception cref="InvalidOperationException">This silo does not run that host.</exception>
    HostParts Require(HostId host);
}

/// <summary>What a MEC host consists of in its silo.</summary>
/// <param name="Sae">The host's SAE, the slave of every key it fetches.</param>
/// <param name="Keys">The SAE's way to the site's KME.</param>
/// <param name="Functions">The host's function runtime.</param>
public sealed record HostParts(SaeId Sae, IKeyClient Keys, IFunctionRuntime Functions);
