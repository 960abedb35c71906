using System.CommandLine;

namespace QkdMec.Client.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The reverse proxy's address.</summary>
    public static Option<Uri> Proxy() => Address("--proxy", "Where the client perimeter's reverse proxy is.", "http://127.0.0.1:8081");

    /// <summary>An address of HTTP.</summary>
    public static Option<Uri> Address(string name, string description, string standard)
    {
        var option = new Option<Uri>(name)
        {
            Description = description, HelpName = "URL", DefaultValueFactory = _ => new Uri(standard),
            CustomParser = result => ParseAddress(result.Tokens.Count > 0 ? result.Tokens[0].Value : standard, name, result.AddError),
        };
        return option;
    }

    /// <summary>An address that need not be given.</summary>
    public static Option<Uri?> OptionalAddress(string name, string description) => new(name)
    {
        Description = description, HelpName = "URL", CustomParser = result => ParseAddress(result.Tokens[0].Value, name, result.AddError),
    };

    private static Uri? ParseAddress(string text, string name, Action<string> addError)
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        addError($"{name} {text}: give an address such as http://127.0.0.1:8080");
        return null;
    }
}
