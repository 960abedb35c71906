using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyListeners;

/// <summary>A listener, for the other listeners of its site. Key: <c>site/listener</c>; runs where that listener does. No method takes or returns key bytes.</summary>
[Alias(TypeAliases.KeyListenerGrain)]
public interface IKeyListenerGrain : IGrainWithStringKey
{
    /// <summary>Answers for positions in blocks that the listener serves.</summary>
    Task<PositionsAnswer> AskAsync(PositionsRequest request, CancellationToken cancellationToken);
}
