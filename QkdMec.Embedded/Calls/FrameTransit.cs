namespace QkdMec.Embedded.Calls;

/// <summary>Bytes between two silos, and what the receiver does with them.</summary>
internal sealed class FrameTransit(string kind, string subject, Action arrive) : ITransit
{
    public string Kind => kind;

    public string Subject => subject;

    public void Arrive() => arrive();
}
