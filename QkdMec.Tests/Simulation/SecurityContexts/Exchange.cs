namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>One request to the host end of a context, as whoever sent it knows it. Its number travels with the grain call.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Context">The context whose address it went to.</param>
/// <param name="Body">What was sent.</param>
/// <param name="IsForeign">Whether somebody other than the client's SAE sent it.</param>
internal sealed record Exchange(long Number, WorldContext Context, byte[] Body, bool IsForeign)
{
    /// <summary>The request context's key of the number.</summary>
    public const string Key = "exchange";

    /// <summary>Which activation of the grain took it.</summary>
    public int Activation { get; set; }

    /// <summary>Whether it is noted that the host opened it.</summary>
    public bool IsOpened { get; set; }
}
