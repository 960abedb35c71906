using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QkdMec.Gateway.Access;

/// <summary>Registers who may do what.</summary>
internal static class AccessRegistration
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        // Without AddAuthentication: its Data Protection would write keys for cookies that there are none of.
        services.AddAuthenticationCore(schemes =>
        {
            schemes.DefaultScheme = BearerHandler.SchemeName;
            schemes.AddScheme<BearerHandler>(BearerHandler.SchemeName, null);
        });
        services.TryAddSingleton(UrlEncoder.Default);
        services.AddOptions<AuthenticationSchemeOptions>(BearerHandler.SchemeName);
        services.AddTransient<BearerHandler>().AddAuthorization(AccessPolicies.Add);
        services.AddSingleton(options).AddSingleton<StaticTokens>().AddSingleton<AccessGate>().AddSingleton<StandingAccess>().AddSingleton<ContextOwners>();
        if (options.OpenId is { } provider)
        {
            services.AddSingleton(provider).AddSingleton<OpenIdKeys>().AddSingleton<OpenIdTokens>();
            services.TryAddSingleton<IOpenIdProvider, OpenIdProvider>();
        }

        return services;
    }

    /// <summary>Asks who sends each request and whether it may.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<ClientRates>();
    }
}
