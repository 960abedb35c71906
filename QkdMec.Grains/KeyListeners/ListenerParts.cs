namespace QkdMec.Grains.KeyListeners;

/// <summary>What all pools of one listener share.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Others">The other listeners of the site.</param>
/// <param name="Options">How they share blocks.</param>
internal sealed record ListenerParts(ListenerRun Run, OtherListeners Others, ListenerOptions Options);
