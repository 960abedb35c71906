using System.Collections.Immutable;
using QkdMec.Grains.Locations;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>The rules of watching: what a look changes, and who is to be told next.</summary>
internal sealed class LocationWatch(LocationWatchState state)
{
    /// <summary>Whether the locations were never looked at.</summary>
    public bool IsNew => state.Version == 0;

    /// <summary>Whether contexts are to be told.</summary>
    public bool IsTelling => state.IsTelling;

    /// <summary>Takes up what a look has found; false when nothing changed.</summary>
    public bool Take(ImmutableArray<HostLocation> found)
    {
        var now = LocationSets.Of(found);
        if (!IsNew && LocationSets.AreSame(state.Seen, now))
        {
            return false;
        }

        // Nobody is told of the first look. Nor of nothing at all: the interface has no words for it, and what comes after it is told again.
        state.IsTelling = !IsNew && !now.IsEmpty;
        (state.Version, state.Seen, state.ToldUpTo) = (state.Version + 1, now, "");
        return true;
    }

    /// <summary>These contexts were told; none is the end.</summary>
    public void Told(IReadOnlyList<string> contexts)
    {
        state.ToldUpTo = contexts.Count > 0 ? contexts[^1] : "";
        state.IsTelling = contexts.Count > 0;
    }

    /// <summary>What a context is told.</summary>
    public NotificationOrder OrderTo(string callback) =>
        new(state.Version, callback, Notification.LocationAvailability(state.Seen)) { Source = NotificationSource.Locations };
}
