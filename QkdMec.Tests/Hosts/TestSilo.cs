using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Tests.Hosts;

/// <summary>A silo of a test, on either host.</summary>
/// <param name="Name">What the test calls it.</param>
/// <param name="Metadata">The sites and MEC hosts it runs for.</param>
/// <param name="States">Where its grains keep their states.</param>
/// <param name="Fill">Registers its parts.</param>
internal sealed record TestSilo(string Name, ImmutableDictionary<string, string> Metadata, RewindableStates States, Action<IServiceCollection> Fill);
