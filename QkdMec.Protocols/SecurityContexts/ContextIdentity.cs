namespace QkdMec.Protocols.SecurityContexts;

/// <summary>What every message of a security context names; both ends hold the same and refuse any other.</summary>
public sealed record ContextIdentity
{
    private const int MaxNameLength = 64;

    /// <summary>An identity.</summary>
    /// <param name="context">The app context: letters, digits, <c>.</c>, <c>_</c>, <c>-</c>.</param>
    /// <param name="app">The application as the client names it, at most 64 characters.</param>
    /// <param name="host"><c>site/host</c>.</param>
    /// <exception cref="FormatException">A name is not one.</exception>
    public ContextIdentity(string context, string app, string host)
    {
        Context = IsName(context) ? context : throw new FormatException($"'{context}' is not a context id");
        App = app is { Length: > 0 and <= MaxNameLength } ? app : throw new FormatException("an application's name has 1 to 64 characters");
        Host = host.Split('/') is [var site, var name] && IsName(site) && IsName(name)
            ? host
            : throw new FormatException($"'{host}' is not of the form site/host");
    }

    /// <summary>The app context.</summary>
    public string Context { get; }

    /// <summary>The application.</summary>
    public string App { get; }

    /// <summary><c>site/host</c>.</summary>
    public string Host { get; }

    private static bool IsName(string value) => value.Length is > 0 and <= MaxNameLength
        && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
}
