namespace QkdMec.Tests.Unit.Deployments;

/// <summary>Deployments as operators write them.</summary>
internal static class SampleDeployments
{
    /// <summary>Six machines: a site on two of them, a MEC host and a gateway alone.</summary>
    public const string Six = """
        {
          "name": "lab", "scenario": "hospital",
          "machines": [
            { "name": "clinic", "address": "10.0.0.11", "sites": ["hospital"], "client": "http://127.0.0.1:8081" },
            { "name": "relay", "address": "10.0.0.12", "sites": ["relay"] },
            { "name": "edge", "address": "10.0.0.13", "sites": ["edge"], "gateway": "https://0.0.0.0:8080" },
            { "name": "edge-b", "address": "10.0.0.14", "sites": ["edge"] },
            { "name": "host-1", "address": "10.0.0.15", "hosts": ["edge/edge-1"] },
            { "name": "gate", "address": "10.0.0.16", "gateway": "https://10.0.0.99:8080" }
          ]
        }
        """;
}
