namespace QkdMec.Tests.Processes;

/// <summary>Ports of a product process that nobody else has at present.</summary>
internal sealed record ProductAddresses(int Gateway, int Client, int FirstKme)
{
    private const int KmeCount = 2;

    public Uri GatewayUri => new($"http://127.0.0.1:{Gateway}");

    public Uri ClientUri => new($"http://127.0.0.1:{Client}");

    public Uri HospitalKme => new($"https://127.0.0.1:{FirstKme}");

    public Uri EdgeKme => new($"https://127.0.0.1:{FirstKme + 1}");

    /// <summary>Another scenario than the product's own; it must not have more listening KMEs.</summary>
    public string? Scenario { get; init; }

    public string[] Arguments =>
    [
        .. Scenario is null ? [] : new[] { "--scenario", Scenario },
        "--gateway", $"http://127.0.0.1:{Gateway}", "--client", $"http://127.0.0.1:{Client}", "--kme-port", $"{FirstKme}",
    ];

    /// <summary>Takes ports in a row, the KMEs' first.</summary>
    public static ProductAddresses Take()
    {
        var first = FreePorts.Take(KmeCount + 2)[0];
        return new ProductAddresses(first + KmeCount, first + KmeCount + 1, first);
    }
}
