using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using QkdMec.Client.Access;
using QkdMec.Protocols.Tls;

namespace QkdMec.Client.Commands;

/// <summary>Which gateway a command speaks to, what token it shows there and whom it trusts.</summary>
internal sealed class GatewayChoice
{
    /// <summary>The environment variable with a token; an option would show it in lists of processes.</summary>
    public const string TokenVariable = "QKDMEC_TOKEN";

    private readonly Option<Uri> gateway = CommonOptions.Address("--gateway", "Where the edge's gateway is.", "http://127.0.0.1:8080");
    private readonly Option<string?> tokenFile = new("--token-file") { Description = $"The file with the token for the gateway; without it, the token in {TokenVariable}.", HelpName = "FILE" };
    private readonly Option<string?> authorities = new("--ca") { Description = "The authorities that may vouch for the gateway, PEM; without it, those that this machine trusts.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public GatewayChoice AddTo(Command command)
    {
        command.Options.Add(gateway);
        command.Options.Add(tokenFile);
        command.Options.Add(authorities);
        return this;
    }

    /// <summary>The gateway's address.</summary>
    public Uri AddressOf(ParseResult parsed) => parsed.GetRequiredValue(gateway);

    /// <summary>The authorities that may vouch for it; null: those that this machine trusts.</summary>
    /// <exception cref="CommandException">The file cannot be used.</exception>
    public X509Certificate2Collection? AuthoritiesOf(ParseResult parsed) => Use(() => parsed.GetValue(authorities) is { } file ? TrustedAuthorities.Read(file) : null);

    /// <summary>The token.</summary>
    /// <exception cref="CommandException">The file cannot be used, or the token would cross the network in the clear.</exception>
    public TokenSource TokenOf(ParseResult parsed)
    {
        var token = Use(() => parsed.GetValue(tokenFile) is { } file ? TokenSource.OfFile(file, TimeProvider.System, Tell)
            : Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } text ? TokenSource.Of(text)
            : TokenSource.None);
        return token.IsThere && TokenSource.IsInTheClear(AddressOf(parsed))
            ? throw new CommandException(ExitCodes.Usage, $"--gateway {AddressOf(parsed)}: the token would cross the network in the clear; give the gateway's https address")
            : token;
    }

    /// <summary>HTTP to it.</summary>
    /// <exception cref="CommandException">A file cannot be used.</exception>
    public HttpCalls Open(ParseResult parsed) => new(TokenOf(parsed), AuthoritiesOf(parsed));

    private static void Tell(Exception fault) => Console.Error.WriteLine($"qkdmec: the token of before is used on: {fault.Message}");

    private static T Use<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, fault.Message);
        }
    }
}
