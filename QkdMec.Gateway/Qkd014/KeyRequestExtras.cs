namespace QkdMec.Gateway.Qkd014;

/// <summary>What a request for keys asks for beyond number and size.</summary>
internal sealed record KeyRequestExtras
{
    /// <summary>What must be met.</summary>
    public KeyExtensions Mandatory { get; init; }

    /// <summary>What may be met.</summary>
    public KeyExtensions Optional { get; init; }

    /// <summary>Who gets the keys too.</summary>
    public AdditionalSlaves Slaves { get; init; }
}
