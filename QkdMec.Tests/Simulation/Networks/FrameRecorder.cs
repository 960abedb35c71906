using QkdMec.Embedded.Calls;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Everything that crossed between silos.</summary>
internal sealed class FrameRecorder : ICallTap
{
    private readonly List<byte[]> frames = [];

    public int Count => frames.Count;

    public void OnFrame(string source, string destination, ReadOnlySpan<byte> frame) => frames.Add(frame.ToArray());

    public bool Contains(ReadOnlySpan<byte> bytes)
    {
        foreach (var frame in frames)
        {
            if (frame.AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
