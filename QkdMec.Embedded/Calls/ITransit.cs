namespace QkdMec.Embedded.Calls;

/// <summary>A message between two endpoints.</summary>
internal interface ITransit
{
    /// <summary>Request, reply or cancel, for the trace.</summary>
    string Kind { get; }

    /// <summary>What it is about, for the trace.</summary>
    string Subject { get; }

    /// <summary>The message is there.</summary>
    void Arrive();
}
