using System.Net.Security;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Workers;

/// <summary>How a host reaches a worker.</summary>
/// <param name="Sae">The worker's SAE.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Tls">What the host shows, and whom it takes for the worker.</param>
/// <param name="AnswerWithin">The longest wait for a function's outcome.</param>
internal sealed record WorkerAddress(SaeId Sae, Uri Address, SslClientAuthenticationOptions Tls, TimeSpan AnswerWithin)
{
    /// <summary>The longest wait for a connection. Default 3 s.</summary>
    public TimeSpan ConnectWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a connection may be silent before the worker is asked whether it is there, and how long for its sign of life. Default 10 s.</summary>
    public TimeSpan SilentFor { get; init; } = TimeSpan.FromSeconds(10);
}
