using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Activations;

/// <summary>The requests that wait for an activation, and which of them may start beside those that run. Its owner locks.</summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private readonly Queue<GrainRequest> _interleaving = new();
    private readonly Queue<GrainRequest> _ordered = new();
    private int _reading;
    private int _writing;

    public int Running { get; private set; }

    public bool IsEmpty => _ordered.Count == 0 && _interleaving.Count == 0;

    public bool IsIdle => Running == 0 && IsEmpty;

    public void Add(GrainRequest request) => (Interleaves(request) ? _interleaving : _ordered).Enqueue(request);

    /// <summary>The next request that may start, counted as running; an ending activation starts only what interleaves.</summary>
    public GrainRequest? Start(bool isEnding)
    {
        if (isEnding && Running == 0)
            return null;
        var mayStart = !isEnding && _ordered.TryPeek(out var first) && _writing == 0 && (_reading == 0 || first.IsReadOnly);
        if (!_interleaving.TryDequeue(out var next) && !(mayStart && _ordered.TryDequeue(out next)))
            return null;
        Count(next, 1);
        return next;
    }

    public void End(GrainRequest request) => Count(request, -1);

    public IReadOnlyList<GrainRequest> Drain() => [.. _interleaving, .. _ordered];

    private bool Interleaves(GrainRequest request) => isReentrant || request.Interleaves;

    private void Count(GrainRequest request, int one)
    {
        Running += one;
        if (Interleaves(request))
            return;
        _reading += request.IsReadOnly ? one : 0;
        _writing += request.IsReadOnly ? 0 : one;
    }
}
