using System.Collections.Immutable;

namespace QkdMec.Grains.AppContexts.Admissions;

/// <summary>Admits whom the application's rules allow.</summary>
internal sealed class RuleAdmission : IAdmission
{
    public ValueTask<string?> FindRefusalAsync(AdmissionRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(FindRefusal(request));

    private static string? FindRefusal(AdmissionRequest request)
    {
        var (app, rules) = (request.App.AppDId, request.App.Rules);
        if (!Allows(rules.AllowedDeviceApps, request.DeviceApp))
        {
            return $"The application '{app}' is not for the device application '{request.DeviceApp}'.";
        }

        if (Allows(rules.AllowedClients, request.Client))
        {
            return null;
        }

        return request.Client.Length == 0
            ? $"The application '{app}' is for certain clients only, and this one is not known."
            : $"The application '{app}' is not for the client '{request.Client}'.";
    }

    private static bool Allows(ImmutableArray<string> allowed, string name) => allowed.IsDefaultOrEmpty || allowed.Contains(name, StringComparer.Ordinal);
}
