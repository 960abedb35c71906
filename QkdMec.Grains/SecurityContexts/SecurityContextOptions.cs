using System.Collections.Immutable;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What the host end of security contexts allows.</summary>
public sealed record SecurityContextOptions
{
    /// <summary>Cipher suites that may be chosen. Default <c>A256GCM</c> alone; <c>A128GCM</c> halves the margin against a quantum computer.</summary>
    public ImmutableArray<string> AllowedSuites { get; init; } = [CipherSuite.Aes256Gcm.Name];

    /// <summary>Limits of a key and the overlap of two.</summary>
    public HostSessionOptions Session { get; init; } = new();

    /// <summary>Activations of one context in quick succession; each one costs the KME a key. Default 10.</summary>
    public int ActivationBurst { get; init; } = 10;

    /// <summary>How soon a context gets back one activation. Default 1 s; clients re-key about once a minute.</summary>
    public TimeSpan ActivationPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait for the host's KME, which answers within 2 s. Default 3 s.</summary>
    public TimeSpan KeyFetchTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long an invocation id is remembered after the function ended, so that a repeat does not run it again. Default 30 s.</summary>
    public TimeSpan RememberInvocationsFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most invocation ids a context remembers, about 100 bytes each; the oldest give way. Default 16 384.</summary>
    public int MaxRememberedInvocations { get; init; } = 16 * 1024;

    /// <summary>The most bytes of results a context keeps to answer repeats; the oldest give way. Default 1 MiB.</summary>
    public int MaxRememberedResultBytes { get; init; } = 1024 * 1024;

    /// <summary>The most invocations of one context that run at once; each holds its arguments. Default 256.</summary>
    public int MaxRunningInvocations { get; init; } = 256;

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        faults.AddRange(AllowedSuites.Where(name => CipherSuite.Find(name) is null)
            .Select(name => $"'{name}' is not a cipher suite: use A256GCM or A128GCM."));
        if (AllowedSuites.IsDefaultOrEmpty)
        {
            faults.Add("No cipher suite is allowed: name A256GCM.");
        }

        if (ActivationBurst < 1 || ActivationPeriod <= TimeSpan.Zero || KeyFetchTimeout <= TimeSpan.Zero)
        {
            faults.Add("Activations need a burst of at least 1, a period and a time-out above 0.");
        }

        if (MaxRememberedInvocations < 1 || MaxRememberedResultBytes < 0 || MaxRunningInvocations < 1 || RememberInvocationsFor <= TimeSpan.Zero)
        {
            faults.Add("Invocations need at least 1 remembered, 1 running, and a time to be remembered above 0.");
        }

        return faults.ToImmutable();
    }
}
