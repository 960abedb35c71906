using QkdMec.Client.DeviceApps;
using QkdMec.Client.Saes;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Whose context for which application.</summary>
internal readonly record struct ContextOwner(string Client, string App);

/// <summary>An app context with its security context.</summary>
/// <param name="Remembered">Its ids.</param>
/// <param name="Security">Its security context.</param>
/// <param name="OpenedByTrace">Trace of the request that opened it; empty when it was resumed.</param>
internal sealed record ClientContext(RememberedContext Remembered, SecureContext Security, string OpenedByTrace)
{
    /// <summary>What is known of the context's place.</summary>
    public required FollowedChannel Channel { get; init; }
}

/// <summary>What a request gets to work with: a context, or why there is none.</summary>
/// <param name="Context">The context; null when there is none.</param>
/// <param name="Opened">How opening it ended.</param>
/// <param name="IsFull">Whether there are too many contexts.</param>
internal sealed record ContextLease(ClientContext? Context, OpenedContext Opened, bool IsFull = false);
