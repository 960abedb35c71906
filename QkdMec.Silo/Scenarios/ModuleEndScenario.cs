namespace QkdMec.Silo.Scenarios;

/// <summary>What a driver needs at one end of a link. Secrets are named by path only; a relative path begins where the process was started.</summary>
internal sealed record ModuleEndScenario
{
    /// <summary><c>key-files</c>: the directory of the key files, the owner's alone.</summary>
    public string? Directory { get; init; }

    /// <summary><c>etsi014</c>: the address of the KME beside this end, https.</summary>
    public string? Kme { get; init; }

    /// <summary><c>etsi014</c>: the SAE id that this end has at its KME's, for the other end to name.</summary>
    public string? Sae { get; init; }

    /// <summary><c>etsi014</c>: the file of our certificate as that SAE, PEM.</summary>
    public string? Certificate { get; init; }

    /// <summary><c>etsi014</c>: the file of its private key, PEM, the owner's alone.</summary>
    public string? Key { get; init; }

    /// <summary><c>etsi014</c>: the file of the authorities that may vouch for the KME, PEM.</summary>
    public string? Authorities { get; init; }
}
