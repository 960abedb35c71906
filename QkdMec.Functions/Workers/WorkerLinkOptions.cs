using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>How a MEC host uses one of its workers.</summary>
public sealed record WorkerLinkOptions
{
    /// <summary>The host's SAE.</summary>
    public required SaeId Host { get; init; }

    /// <summary>The worker's SAE: the slave of every key of the link, and the name that its certificate must bear.</summary>
    public required SaeId Worker { get; init; }

    /// <summary>When the link gets a new key. Default as for security contexts.</summary>
    public KeyPolicy Keys { get; init; } = new();

    /// <summary>How long a worker that could not be reached is asked only after all others. Default 2 s.</summary>
    public TimeSpan AvoidFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait for a key of the link: the host's KME, the way and the worker's KME. Default 8 s.</summary>
    public TimeSpan KeyWithin { get; init; } = TimeSpan.FromSeconds(8);
}
