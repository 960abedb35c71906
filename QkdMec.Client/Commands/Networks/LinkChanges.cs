using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands.Networks;

/// <summary>The commands that change links.</summary>
internal static class LinkChanges
{
    /// <summary><c>cut LINK</c>.</summary>
    public static Command Cut() => Switch("cut", "Cuts a link's fibre.");

    /// <summary><c>repair LINK</c>.</summary>
    public static Command Repair() => Switch("repair", "Mends a link's fibre.");

    /// <summary><c>eavesdrop LINK SHARE</c>.</summary>
    public static Command Eavesdrop()
    {
        var link = NetworkCalls.LinkArgument();
        var share = new Argument<double>("SHARE")
        {
            Description = "The share of the pulses she intercepts, 0 to 1; 0 sends her away.", CustomParser = result => Number(result.Tokens[0].Value, "SHARE", result.AddError),
        };
        return NetworkCalls.Sends(
            new Command("eavesdrop", "Lets an eavesdropper intercept a share of a link's pulses.") { link, share },
            parsed => new NetworkRequest(
                HttpMethod.Post,
                PathOf(parsed.GetRequiredValue(link), "/eavesdrop"),
                NetworkCalls.Body(new EavesdropRequest { Share = parsed.GetValue(share) }, OperatorJson.Default.EavesdropRequest)),
            NetworkReads.ShowLink,
            OperatorJson.Default.LinkDetail);
    }

    /// <summary><c>link add</c> and <c>link remove</c>.</summary>
    public static Command Link() => new("link", "Lays and removes links.") { Add(), Remove() };

    private static Command Switch(string name, string description)
    {
        var link = NetworkCalls.LinkArgument();
        return NetworkCalls.Sends(
            new Command(name, description) { link },
            parsed => NetworkRequest.Empty(HttpMethod.Post, PathOf(parsed.GetRequiredValue(link), "/" + name)),
            NetworkReads.ShowLink,
            OperatorJson.Default.LinkDetail);
    }

    private static Command Add()
    {
        var link = NetworkCalls.LinkArgument();
        var profile = new Option<string>("--profile") { Description = "The device profile, as in scenario files.", HelpName = "NAME", DefaultValueFactory = _ => "gigahertz" };
        var kilometres = Measure("--km", "The fibre's length in kilometres.", "KM");
        kilometres.Required = true;
        var loss = Measure("--loss", "The loss from end to end as it was measured, in dB.", "DB");
        var rate = Measure("--rate", "The key rate as it was measured, in bit/s.", "BPS");
        var qber = Measure("--qber", "The mean error rate as it was measured.", "SHARE");
        var reserve = new Option<long?>("--reserve") { Description = "What relaying leaves in each of its pools, in bytes.", HelpName = "BYTES" };
        var aerial = new Option<bool>("--aerial") { Description = "The fibre hangs on poles." };
        return NetworkCalls.Sends(
            new Command("add", "Lays a link between two KMEs.") { link, profile, kilometres, loss, rate, qber, reserve, aerial },
            parsed => new NetworkRequest(HttpMethod.Put, PathOf(parsed.GetRequiredValue(link)), NetworkCalls.Body(
                new LinkRequest
                {
                    Profile = parsed.GetRequiredValue(profile),
                    Kilometres = parsed.GetValue(kilometres)!.Value,
                    LossDb = parsed.GetValue(loss),
                    RateBitsPerSecond = parsed.GetValue(rate),
                    Qber = parsed.GetValue(qber),
                    ReserveBytes = parsed.GetValue(reserve),
                    Aerial = parsed.GetValue(aerial) ? true : null,
                },
                OperatorJson.Default.LinkRequest)),
            PlaceChanges.ShowChange,
            OperatorJson.Default.TopologyChange);
    }

    private static Command Remove()
    {
        var link = NetworkCalls.LinkArgument();
        return NetworkCalls.Sends(
            new Command("remove", "Removes a link; what both ends have of its key stays usable.") { link },
            parsed => new NetworkRequest(HttpMethod.Delete, PathOf(parsed.GetRequiredValue(link))),
            PlaceChanges.ShowChange,
            OperatorJson.Default.TopologyChange);
    }

    private static string PathOf(string link, string below = "") => $"{OperatorPaths.Links}/{NetworkCalls.Part(link)}{below}";

    // With a point, whatever the machine's language.
    private static Option<double?> Measure(string name, string description, string help) => new(name)
    {
        Description = description, HelpName = help, CustomParser = result => Number(result.Tokens[0].Value, name, result.AddError),
    };

    private static double Number(string text, string name, Action<string> addError)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        addError($"{name} {text}: give a number such as 0.25");
        return 0;
    }
}
