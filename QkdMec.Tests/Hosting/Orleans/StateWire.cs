namespace QkdMec.Tests.Hosting;

/// <summary>How Orleans stores states.</summary>
internal static class StateWire
{
    /// <summary>What is read after a state was written.</summary>
    public static object? RoundTrip(object state) => new MessageWire().RoundTrip(state);
}
