using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Embedded.Activations;

/// <summary>A virtual silo: its name, what placement reads of it, and its services.</summary>
/// <param name="Name">Unique in the cluster.</param>
/// <param name="Metadata">For example <c>sites</c> and <c>hosts</c>.</param>
/// <param name="ConfigureServices">Fills the silo's own container; runs at every start of the silo.</param>
public sealed record SiloDefinition(
    string Name, ImmutableDictionary<string, string> Metadata, Action<IServiceCollection> ConfigureServices);
