namespace QkdMec.Client.Saes;

/// <summary>How long the answer to one request to an app context is waited for.</summary>
/// <param name="InvokeWithin">To an invocation.</param>
internal sealed record ChannelLimits(TimeSpan InvokeWithin)
{
    /// <summary>To everything else, in which no function runs.</summary>
    public TimeSpan AgreeWithin { get; init; } = TimeSpan.FromSeconds(5);
}
