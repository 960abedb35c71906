using QkdMec.Protocols.Jose;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>
/// Rule 5: a nonce is used once; a request is accepted once, unaltered, and only where it was sealed for; a result is accepted once, unaltered,
/// and only for its own request.
/// </summary>
public sealed class SealingChecker
{
    private readonly Dictionary<(Guid, MessageDirection, long), SealedNote> _sealed = [];
    private readonly HashSet<SealedNote> _accepted = [];

    /// <summary>An end sealed a message.</summary>
    public void Seal(SealedNote note)
    {
        if (!_sealed.TryAdd((note.Key, note.Direction, note.Sequence), note))
        {
            throw new RuleBrokenException(5, $"the nonce {note.Direction} {note.Sequence} of key {note.Key} was used twice");
        }
    }

    /// <summary>The client sent a message: one that it sealed now, or the same bytes again because it does not know whether they arrived.</summary>
    public void Send(SealedNote note)
    {
        if (!_sealed.TryGetValue((note.Key, note.Direction, note.Sequence), out var sent) || sent != note)
        {
            Seal(note);
        }
    }

    /// <summary>A host opened a request.</summary>
    /// <param name="key">The key's id in its header.</param>
    /// <param name="sequence">The sequence in its header.</param>
    /// <param name="text">The whole message.</param>
    /// <param name="place">The <c>site/host/context</c> that opened it.</param>
    /// <param name="app">The application that this is bound to.</param>
    public void AcceptRequest(Guid key, long sequence, string text, string place, string app)
    {
        var note = Accept(key, MessageDirection.Request, sequence, text);
        if (note.Place != place || note.App != app)
        {
            throw new RuleBrokenException(5, $"a request to {note.App} at {note.Place} was accepted by {app} at {place}");
        }
    }

    /// <summary>The client opened a result.</summary>
    /// <param name="request">The request it asked with.</param>
    /// <param name="sequence">The sequence in the result's header.</param>
    /// <param name="text">The whole result.</param>
    public void AcceptResult(SealedNote request, long sequence, string text)
    {
        var note = Accept(request.Key, MessageDirection.Result, sequence, text);
        if (note.Answers != request.Sequence || note.Place != request.Place || note.App != request.App)
        {
            throw new RuleBrokenException(5, $"the result of request {note.Answers} at {note.Place} was accepted for request {request.Sequence} at {request.Place}");
        }
    }

    private SealedNote Accept(Guid key, MessageDirection direction, long sequence, string text)
    {
        if (!_sealed.TryGetValue((key, direction, sequence), out var note))
        {
            throw new RuleBrokenException(5, $"{direction} {sequence} under key {key} was accepted, which nobody sealed");
        }

        if (note.Text != text)
        {
            throw new RuleBrokenException(5, $"{direction} {sequence} under key {key} was accepted although it was altered");
        }

        if (!_accepted.Add(note))
        {
            throw new RuleBrokenException(5, $"{direction} {sequence} under key {key} was accepted twice");
        }

        return note;
    }
}
