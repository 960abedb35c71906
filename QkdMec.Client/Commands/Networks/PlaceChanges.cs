using System.CommandLine;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands.Networks;

/// <summary>The commands that change who is where.</summary>
internal static class PlaceChanges
{
    /// <summary><c>sae attach</c> and <c>sae detach</c>.</summary>
    public static Command Sae() => new("sae", "Attaches and detaches SAEs.")
    {
        Place("attach", "Attaches a SAE to a KME; it gets a certificate.", path => NetworkRequest.Empty(HttpMethod.Put, path)),
        Place("detach", "Detaches a SAE: its requests are refused, and its keys that were not fetched are lost.", path => new NetworkRequest(HttpMethod.Delete, path)),
    };

    /// <summary><c>kme add</c>.</summary>
    public static Command Kme()
    {
        var kme = new Argument<string>("KME") { Description = "The KME." };
        var site = new Option<string>("--site") { Description = "Its site, which must be new.", HelpName = "SITE", Required = true };
        var add = NetworkCalls.Sends(
            new Command("add", "Adds a KME in a site of its own, where the deployment can run it.") { kme, site },
            parsed => new NetworkRequest(
                HttpMethod.Put,
                $"{OperatorPaths.Places}/{NetworkCalls.Part(parsed.GetRequiredValue(kme))}",
                NetworkCalls.Body(new KmeRequest { Site = parsed.GetRequiredValue(site) }, OperatorJson.Default.KmeRequest)),
            ShowChange,
            OperatorJson.Default.TopologyChange);
        return new Command("kme", "Adds KMEs.") { add };
    }

    /// <summary>Prints what a change came to.</summary>
    public static void ShowChange(TopologyChange change)
    {
        Console.WriteLine($"the topology is at version {change.Version}");
        if (change.KeyAddress is { } address)
        {
            Console.WriteLine($"keys are drawn at {address}");
        }

        foreach (var kme in change.Pending)
        {
            Console.WriteLine($"{kme} has not confirmed yet");
        }
    }

    private static Command Place(string name, string description, Func<string, NetworkRequest> describe)
    {
        var sae = new Argument<string>("SAE") { Description = "The SAE." };
        var kme = new Argument<string>("KME") { Description = "Its KME." };
        return NetworkCalls.Sends(
            new Command(name, description) { sae, kme },
            parsed => describe(
                $"{OperatorPaths.Places}/{NetworkCalls.Part(parsed.GetRequiredValue(kme))}/saes/{NetworkCalls.Part(parsed.GetRequiredValue(sae))}"),
            ShowChange,
            OperatorJson.Default.TopologyChange);
    }
}
