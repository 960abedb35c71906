using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>A request to a context: what the operations share, whatever protocol it came by.</summary>
/// <param name="Context">The host end of the context.</param>
/// <param name="TraceId">W3C trace id; empty when there is none.</param>
/// <param name="Limits">How long the operations may take.</param>
/// <param name="Time">The clock.</param>
/// <param name="Cancelled">Ends the waiting when the client is gone or its deadline is over.</param>
internal sealed record FunctionCall(ISecurityContextGrain Context, string TraceId, FunctionLimits Limits, TimeProvider Time, CancellationToken Cancelled)
{
    /// <summary>Waits for a grain no longer than <paramref name="within"/>, and not for a client that is gone.</summary>
    public Task<T> WaitAsync<T>(Task<T> answer, TimeSpan within) => answer.WaitAsync(within, Time, Cancelled);
}
