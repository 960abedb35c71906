using System.Collections.Concurrent;
using QkdMec.Embedded.Calls;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>Keeps every frame that crosses between silos.</summary>
internal sealed class CallRecorder : ICallTap
{
    private readonly ConcurrentQueue<(string Path, byte[] Frame)> frames = new();

    /// <summary>The frames so far, each with where it went.</summary>
    public IReadOnlyCollection<(string Path, byte[] Frame)> Frames => frames;

    /// <inheritdoc/>
    public void OnFrame(string source, string destination, ReadOnlySpan<byte> frame) => frames.Enqueue(($"{source} to {destination}", frame.ToArray()));
}
