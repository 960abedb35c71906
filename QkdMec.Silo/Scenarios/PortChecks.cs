using System.Net;

namespace QkdMec.Silo.Scenarios;

/// <summary>Checks the further ports of a scenario's KMEs.</summary>
internal static class PortChecks
{
    private const int MostAtOneSite = 16;

    /// <summary>Adds the faults.</summary>
    public static void Check(Scenario scenario, List<string> faults)
    {
        foreach (var site in scenario.Sites.Where(site => site.MorePorts.Count > 0))
        {
            if (site.Saes.Count == 0)
            {
                faults.Add($"site '{site.Id}' has 'morePorts' but no SAE that could call there: add 'saes' or remove the ports");
            }

            if (site.MorePorts.Count > MostAtOneSite)
            {
                faults.Add($"site '{site.Id}' has {site.MorePorts.Count} 'morePorts': give at most {MostAtOneSite}");
            }
        }

        foreach (var port in scenario.Sites.SelectMany(site => site.MorePorts).GroupBy(port => port))
        {
            if (port.Key is < 1 or > IPEndPoint.MaxPort)
            {
                faults.Add($"{port.Key} in 'morePorts' is no port: give 1 to {IPEndPoint.MaxPort}");
            }

            if (port.Skip(1).Any())
            {
                faults.Add($"port {port.Key} stands {port.Count()} times in 'morePorts': give each listener its own");
            }
        }
    }
}
