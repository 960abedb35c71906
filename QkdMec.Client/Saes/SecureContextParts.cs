namespace QkdMec.Client.Saes;

/// <summary>What a security context of the client works with.</summary>
/// <param name="Sae">The SAE.</param>
/// <param name="Channel">The way to the host.</param>
/// <param name="IsIdempotent">Whether the application may run twice.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Where steps are logged.</param>
internal sealed record SecureContextParts(SaeOptions Sae, IHostChannel Channel, bool IsIdempotent, TimeProvider Time, ILogger Logger)
{
    /// <summary>How long an invocation that the edge did not take is repeated. Default: not.</summary>
    public TimeSpan EdgePatience { get; init; }

    /// <summary>Makes the ids of invocations; random by default.</summary>
    public Func<Guid> NewInvocation { get; init; } = Guid.NewGuid;
}
