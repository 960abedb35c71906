using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyListeners;

/// <summary>Which listener of its site a delivery is.</summary>
/// <param name="Id">Its name among the site's listeners; a restarted process has the same again.</param>
/// <param name="EndsEarlier">Whether it is sure that no earlier process of this name runs any more, so that what that one served is free at once.</param>
public sealed record KeyListener(KeyListenerId Id, bool EndsEarlier);
