namespace QkdMec.Tests.Hosts;

/// <summary>What the fixtures of both hosts agree on.</summary>
public static class HostSites
{
    public const string Alpha = "alpha";
    public const string Beta = "beta";

    /// <summary>The silos: one a site.</summary>
    public static readonly string[] All = [Alpha, Beta];

    /// <summary>Short, so that the test of a dead silo is too; long beside a call.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(4);
}
