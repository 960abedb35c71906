using System.Reflection;
using OpenTelemetry.Resources;

namespace QkdMec.Telemetry.Exporting;

/// <summary>Who sends: the attributes of the OpenTelemetry resource.</summary>
/// <param name="Service">The service's name, unless <c>OTEL_SERVICE_NAME</c> gives another.</param>
/// <param name="Attributes">What tells this process from others of the service, such as the sites it runs for.</param>
public sealed record ProcessIdentity(string Service, IReadOnlyDictionary<string, object> Attributes)
{
    /// <summary>The resource; the operator's <c>OTEL_RESOURCE_ATTRIBUTES</c> come last and so win.</summary>
    internal ResourceBuilder ToResource(string instance) => ResourceBuilder.CreateEmpty()
        .AddService(Service, serviceVersion: Version, autoGenerateServiceInstanceId: false, serviceInstanceId: instance)
        .AddAttributes([new("host.name", Environment.MachineName), .. Attributes])
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static string Version =>
        typeof(ProcessIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
