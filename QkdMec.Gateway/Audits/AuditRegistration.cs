using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Gateway.Audits;

/// <summary>Registers what writes into the audit log.</summary>
internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services.AddSingleton<AuditBuffer>().AddHostedService(provider => provider.GetRequiredService<AuditBuffer>());
}
