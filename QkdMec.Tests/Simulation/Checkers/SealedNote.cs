using QkdMec.Protocols.Jose;

namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>A message as the end that sealed it knows it.</summary>
/// <param name="Key">The key's id.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Sequence">Its sequence, which its nonce follows from.</param>
/// <param name="Place"><c>site/host/context</c> it was sealed for or at.</param>
/// <param name="App">The application.</param>
/// <param name="Text">The whole message.</param>
/// <param name="Answers">The sequence of the request that a result answers; 0 of a request.</param>
public sealed record SealedNote(
    Guid Key, MessageDirection Direction, long Sequence, string Place, string App, string Text, long Answers = 0);
