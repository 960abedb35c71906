namespace QkdMec.Embedded.Calls;

/// <summary>Sees every frame that crosses between two silos, or between a client and a silo.</summary>
public interface ICallTap
{
    /// <summary>A frame leaves <paramref name="source"/> for <paramref name="destination"/>; both are names of silos or clients.</summary>
    void OnFrame(string source, string destination, ReadOnlySpan<byte> frame);
}
