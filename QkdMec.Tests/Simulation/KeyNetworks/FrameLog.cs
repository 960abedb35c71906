using System.Runtime.InteropServices;
using QkdMec.Embedded.Calls;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Everything that crossed between the world's processes, one frame after the other.</summary>
internal sealed class FrameLog : ICallTap
{
    private readonly List<byte> _bytes = [];

    /// <summary>How many frames crossed.</summary>
    public int Count { get; private set; }

    public void OnFrame(string source, string destination, ReadOnlySpan<byte> frame)
    {
        Count++;
        _bytes.AddRange(frame);

        // Apart, so that no word is found across the seam of two frames.
        _bytes.AddRange("|||||||"u8);
    }

    public void Search(SecrecyChecker checker) => checker.Search(CollectionsMarshal.AsSpan(_bytes));
}
