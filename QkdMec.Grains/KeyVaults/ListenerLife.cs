using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyVaults;

/// <summary>One run of a listener, as the vault knows it.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Number">The number of the run; no other run of any listener of this vault has it.</param>
/// <param name="Beat">How often the run has shown that it goes on. While this does not change it may be over.</param>
public sealed record ListenerLife(KeyListenerId Listener, long Number, long Beat);
