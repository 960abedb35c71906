namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>What somebody on the line does to a request under way, or to its answer.</summary>
internal enum Attack
{
    /// <summary>Delivers a copy before the original.</summary>
    CopyAhead,

    /// <summary>Delivers a part.</summary>
    TruncateRequest,

    /// <summary>Delivers it without its tag.</summary>
    StripRequest,

    /// <summary>Delivers it with another character somewhere.</summary>
    AlterRequest,

    /// <summary>Delivers it to another context, of this host or another.</summary>
    SwapContext,

    /// <summary>Breaks the connection and delivers it later, after others.</summary>
    Withhold,

    /// <summary>Answers with the result of another request.</summary>
    SwapResult,

    /// <summary>Answers with a part of the result.</summary>
    TruncateResult,

    /// <summary>Answers with the result without its tag.</summary>
    StripResult,

    /// <summary>Answers with another character somewhere in the result.</summary>
    AlterResult,

    /// <summary>Delivers it, but answers that the host does not hold the key.</summary>
    ForgeRefusal,
}
