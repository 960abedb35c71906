namespace QkdMec.Silo.Scenarios;

/// <summary>A worker that runs functions for a MEC host on another machine.</summary>
internal sealed record WorkerScenario
{
    /// <summary>Its SAE, one of a site's; the keys of the link are that SAE's.</summary>
    public required string Sae { get; init; }

    /// <summary>Where the worker listens, such as <c>https://10.0.0.5:9443</c>.</summary>
    public required string Address { get; init; }
}
