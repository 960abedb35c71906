namespace QkdMec.Bench.Memory;

/// <summary>How long the product is loaded, and with how many connections.</summary>
internal sealed record MemoryOptions
{
    /// <summary>The length. 10 min.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Connections, half of them for each operation. 32.</summary>
    public int Connections { get; init; } = 32;
}
