namespace QkdMec.Protocols.Steps;

/// <summary>Chooses the invocations whose steps are recorded: at most ten a second for one context (ADR 0008). Not safe for concurrent use.</summary>
public sealed class StepSampler
{
    /// <summary>The most invocations recorded in one second.</summary>
    public const int MaxInvocationsPerSecond = 10;

    private DateTimeOffset second = DateTimeOffset.MinValue;
    private int admitted;

    /// <summary>Whether the steps of an invocation that starts now are recorded.</summary>
    public bool Admit(DateTimeOffset now)
    {
        if (now - second >= TimeSpan.FromSeconds(1) || now < second)
        {
            second = now;
            admitted = 0;
        }

        return admitted++ < MaxInvocationsPerSecond;
    }
}
