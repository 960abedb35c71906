using QkdMec.Silo.Workers;

namespace QkdMec.Silo.Scenarios;

/// <summary>The part of the check that is about the workers of MEC hosts.</summary>
internal static class WorkerChecks
{
    private const int MostAtOneHost = 64;

    /// <summary>Adds the faults.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        foreach (var (site, host) in scenario.Sites.SelectMany(site => site.Hosts.Where(host => host.Workers.Count > 0).Select(host => (site, host))))
        {
            var where = $"MEC host '{host.Id}' of site '{site.Id}'";
            if (!WorkerBuild.HasGrpc)
            {
                faults.Add($"{where} has 'workers': {WorkerBuild.WhyNot}");
            }

            if (host.Workers.Count > MostAtOneHost)
            {
                faults.Add($"{where} has {host.Workers.Count} 'workers': give at most {MostAtOneHost}");
            }

            CheckSaes(where, host, scenario, faults);
            foreach (var worker in host.Workers.Where(worker => !IsAddress(worker.Address)))
            {
                faults.Add($"{where}: '{worker.Address}' is no 'address' of worker '{worker.Sae}': give one such as https://10.0.0.5:9443");
            }
        }
    }

    private static void CheckSaes(string where, HostScenario host, Scenario scenario, List<string> faults)
    {
        var users = scenario.Sites.SelectMany(site => site.Hosts.Select(other => other.Sae).Concat(site.Client is { } client ? [client.Sae] : [])).ToHashSet(StringComparer.Ordinal);
        foreach (var group in host.Workers.GroupBy(worker => worker.Sae, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                faults.Add($"{where}: worker '{group.Key}' stands {group.Count()} times: give each worker a SAE of its own");
            }

            if (!scenario.Sites.Any(site => site.Saes.Contains(group.Key, StringComparer.Ordinal)))
            {
                faults.Add($"{where}: worker '{group.Key}' is no SAE of any site: add it to a site's 'saes'");
            }

            if (users.Contains(group.Key))
            {
                faults.Add($"{where}: worker '{group.Key}' is the SAE of a MEC host or of the client perimeter: give the worker one of its own");
            }
        }
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "", Port: > 0 };
}
