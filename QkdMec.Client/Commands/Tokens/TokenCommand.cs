using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Access;

namespace QkdMec.Client.Commands.Tokens;

/// <summary><c>qkdmec token</c>: the tokens that a gateway takes, in the file of its data directory. It need not run, and takes changes up while it does.</summary>
internal static class TokenCommand
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>The command.</summary>
    public static Command Create() => new("token", "Adds, lists and removes the tokens that a gateway takes, on the gateway's machine.") { Add(), List(), Remove() };

    private static Command Add()
    {
        var client = new Argument<string>("NAME") { Description = "The client; it may have several tokens." };
        var roles = new Option<string[]>("--role") { Description = $"What it may do: {string.Join(", ", AccessRoles.All)}. May be given several times.", HelpName = "ROLE", Required = true };
        var apps = new Option<string[]>("--device-app") { Description = "A device application it may create contexts for; without it, any. May be given several times.", HelpName = "ID" };
        var expires = new Option<string?>("--expires") { Description = "When it ends: in 12h, 30d, or at 2027-01-31T12:00:00Z; without it, never.", HelpName = "WHEN" };
        var data = Data();
        var command = new Command("add", "Makes a token and shows it, once.") { client, roles, apps, expires, data };
        command.SetAction(parsed =>
        {
            var (token, now) = (AccessTokenText.New(), Clock.GetUtcNow());
            var entry = new AccessToken
            {
                Client = parsed.GetRequiredValue(client), Sha256 = AccessTokenText.HashOf(token), Roles = [.. parsed.GetRequiredValue(roles).Distinct()],
                DeviceApps = [.. parsed.GetValue(apps) ?? []], CreatedAt = now, ExpiresAt = TokenEnd.Read(parsed.GetValue(expires), now),
            };
            Change(PathOf(parsed, data), list => list with { Tokens = list.Tokens.Add(entry) });
            Console.Error.WriteLine($"{entry.Client} has token {entry.Id} in {PathOf(parsed, data)}; it is shown only this once:");
            Console.WriteLine(token);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command List()
    {
        var data = Data();
        var command = new Command("list", "Lists the tokens; none is shown.") { data };
        command.SetAction(parsed =>
        {
            var list = Use(() => File.Exists(PathOf(parsed, data)) ? AccessTokenFile.Read(PathOf(parsed, data)).Tokens : []);
            Table.Write(["ID", "CLIENT", "ROLES", "DEVICE APPS", "CREATED", "EXPIRES"], list.Select(token => new[]
            {
                token.Id, token.Client, string.Join(' ', token.Roles), token.DeviceApps.IsEmpty ? "any" : string.Join(' ', token.DeviceApps), Time(token.CreatedAt),
                token.ExpiresAt is not { } end ? "never" : Time(end) + (end <= Clock.GetUtcNow() ? " (expired)" : ""),
            }));
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Remove()
    {
        var which = new Argument<string>("NAME|ID") { Description = "The client, all of whose tokens end, or the id of one token." };
        var data = Data();
        var command = new Command("remove", "Ends tokens.") { which, data };
        command.SetAction(parsed =>
        {
            var (name, removed) = (parsed.GetRequiredValue(which), 0);
            Change(PathOf(parsed, data), list =>
            {
                var left = list.Tokens.RemoveAll(token => token.Client == name || token.Id == name);
                removed = list.Tokens.Length - left.Length;
                return list with { Tokens = left };
            });
            Console.WriteLine($"{removed} removed");
            return removed > 0 ? ExitCodes.Success : throw new CommandException(ExitCodes.Refused, $"'{name}' names neither a client nor a token in {PathOf(parsed, data)}");
        });
        return command;
    }

    private static Option<string> Data() => new("--data")
    {
        Description = "The data directory of the gateway's machine.", HelpName = "DIRECTORY", DefaultValueFactory = _ => "qkdmec-data",
    };

    private static string PathOf(ParseResult parsed, Option<string> data) => Path.Combine(parsed.GetRequiredValue(data), "gateway", AccessTokenFile.Name);

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);

    private static void Change(string path, Func<AccessTokenList, AccessTokenList> change) => Use(() =>
    {
        AccessTokenFile.Change(path, change);
        return true;
    });

    private static T Use<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, fault.Message);
        }
    }
}
