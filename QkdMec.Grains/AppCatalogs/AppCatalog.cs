using System.Collections.Immutable;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>The rules of the catalogue.</summary>
/// <param name="state">The applications.</param>
/// <param name="functions">The functions that hosts know.</param>
/// <param name="hosts">The hosts, as <c>site/host</c>.</param>
internal sealed class AppCatalog(AppCatalogState state, IReadOnlyCollection<string> functions, IReadOnlyCollection<string> hosts)
{
    /// <summary>The most applications: the catalogue is one record and is listed whole.</summary>
    public const int MaxApps = 1000;

    /// <summary>Decides on an application and adds it when it is new.</summary>
    public OnboardOutcome Onboard(CatalogApp app)
    {
        var outcome = Check(app);
        if (outcome.Status == OnboardStatus.Added)
        {
            state.Apps.Add(app);
            state.Removed.RemoveAll(removed => removed.AppDId == app.AppDId);
        }

        return outcome;
    }

    /// <summary>Decides on an application and changes nothing.</summary>
    public OnboardOutcome Check(CatalogApp app)
    {
        var known = state.Apps.Find(entry => entry.AppDId == app.AppDId) ?? state.Apps.Find(entry => entry.Identity == app.Identity);
        if (known is not null)
        {
            return new OnboardOutcome(known.SaysTheSameAs(app) ? OnboardStatus.AlreadyThere : OnboardStatus.Conflict, known);
        }

        if (!functions.Contains(app.Function))
        {
            return new OnboardOutcome(OnboardStatus.UnknownFunction, null);
        }

        if (app.Rules.AllowedHosts.Concat(app.Rules.DeniedHosts).Any(host => !hosts.Contains(host)))
        {
            return new OnboardOutcome(OnboardStatus.UnknownHost, null);
        }

        if (state.Apps.Count >= MaxApps)
        {
            return new OnboardOutcome(OnboardStatus.Full, null);
        }

        return new OnboardOutcome(OnboardStatus.Added, app);
    }

    /// <summary>Takes an application out; false when it was not in.</summary>
    public bool Remove(string appDId)
    {
        if (Get(appDId) is not { } app)
        {
            return false;
        }

        state.Apps.Remove(app);
        state.Removed.Add(app);
        state.Removed.RemoveRange(0, Math.Max(0, state.Removed.Count - MaxApps));
        return true;
    }

    /// <summary>The application of that descriptor id, even after it was removed; null when nothing is known of it.</summary>
    public CatalogApp? Recall(string appDId) => Get(appDId) ?? state.Removed.FindLast(app => app.AppDId == appDId);

    /// <summary>The applications a filter wants.</summary>
    public ImmutableArray<CatalogApp> List(AppFilter filter) => [.. state.Apps.Where(filter.Matches)];

    /// <summary>The application of that descriptor id, or null.</summary>
    public CatalogApp? Get(string appDId) => state.Apps.Find(app => app.AppDId == appDId);

    /// <summary>The application a device names.</summary>
    public FindOutcome Find(AppReference reference)
    {
        var app = reference.AppDId is { } id ? Get(id) : state.Apps.FindLast(entry => reference.Fits(entry.Identity));
        if (app is null)
        {
            return new FindOutcome(FindStatus.Unknown, null);
        }

        return reference.Fits(app.Identity) ? new FindOutcome(FindStatus.Found, app) : new FindOutcome(FindStatus.Mismatch, app);
    }
}
