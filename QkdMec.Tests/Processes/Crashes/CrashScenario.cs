namespace QkdMec.Tests.Processes.Crashes;

/// <summary>What is crashed: two sites with several SAEs each, joined by a relay, so that keys and pads of three vaults are in use.</summary>
internal static class CrashScenario
{
    public const string Hospital = "hospital";
    public const string Edge = "edge";
    public const string Relay = "relay";

    /// <summary>The sites, each with a vault.</summary>
    public static IReadOnlyList<string> Sites { get; } = [Hospital, Edge, Relay];

    /// <summary>Who draws keys for whom: both ways, and a SAE is master and slave of several.</summary>
    public static IReadOnlyList<CrashPair> Pairs { get; } =
    [
        new("sae-ward", "sae-host-1", Edge), new("sae-ward", "sae-host-2", Edge), new("sae-lab", "sae-host-1", Edge),
        new("sae-host-1", "sae-ward", Hospital), new("sae-host-2", "sae-ward", Hospital), new("sae-host-2", "sae-lab", Hospital),
    ];

    private const string Json = """
        {
          "name": "crash",
          "sites": [
            { "id": "hospital", "kme": "kme-hospital", "saes": ["sae-ward", "sae-lab"], "client": { "sae": "sae-ward", "deviceApp": "crash" } },
            { "id": "edge", "kme": "kme-edge", "saes": ["sae-host-1", "sae-host-2"], "hosts": [{ "id": "host-1", "sae": "sae-host-1" }] },
            { "id": "relay", "kme": "kme-relay" }
          ],
          "links": [
            { "between": ["kme-hospital", "kme-relay"], "profile": "gigahertz", "kilometres": 5 },
            { "between": ["kme-relay", "kme-edge"], "profile": "gigahertz", "kilometres": 5 }
          ],
          "apps": [{ "name": "echo", "function": "echo", "description": "Answers with what it was given" }]
        }
        """;

    /// <summary>Writes it beside a data directory; answers its path.</summary>
    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "crash.json");
        File.WriteAllText(path, Json);
        return path;
    }
}
