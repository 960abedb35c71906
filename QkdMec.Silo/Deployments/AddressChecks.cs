using System.Net;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Deployments;

/// <summary>Checks the addresses and ports of a deployment.</summary>
internal static class AddressChecks
{
    /// <summary>Adds the faults.</summary>
    public static void Check(Deployment deployment, Scenario scenario, List<string> faults)
    {
        CheckPorts(deployment, faults);
        foreach (var machine in deployment.Machines)
        {
            CheckMachine(machine, faults);
            CheckKmePorts(deployment, machine, scenario, faults);
        }

        foreach (var shared in deployment.Machines.GroupBy(machine => machine.Address, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            faults.Add($"address {shared.Key} is given to machines '{string.Join("', '", shared.Select(machine => machine.Name))}': give each its own");
        }
    }

    private static void CheckPorts(Deployment deployment, List<string> faults)
    {
        (string Name, int Port)[] ports = [("siloPort", deployment.SiloPort), ("clientPort", deployment.ClientPort), ("kmePort", deployment.KmePort)];
        foreach (var (name, port) in ports.Where(one => one.Port is < 1 or > IPEndPoint.MaxPort))
        {
            faults.Add($"'{name}' is {port}: give a port from 1 to {IPEndPoint.MaxPort}");
        }

        if (deployment.SiloPort == deployment.ClientPort)
        {
            faults.Add($"'siloPort' and 'clientPort' are both {deployment.SiloPort}: give each its own");
        }
    }

    private static void CheckMachine(Machine machine, List<string> faults)
    {
        // A name could resolve to another machine's address tomorrow, and certificates vouch for addresses.
        if (!IPAddress.TryParse(machine.Address, out var ip) || ip.ToString() != machine.Address || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        {
            faults.Add($"machine '{machine.Name}': 'address' is '{machine.Address}': give the IP address at which the other machines reach it, such as 10.0.0.11");
        }

        CheckListener(machine, "gateway", machine.Gateway, text => ListenAddress.FaultOfGateway(text), faults);
        CheckListener(machine, "client", machine.Client, ListenAddress.FaultOf, faults);
        CheckListener(machine, "health", machine.Health, ListenAddress.FaultOf, faults);
    }

    private static void CheckListener(Machine machine, string member, string? address, Func<string, string?> faultOf, List<string> faults)
    {
        if (address is not null && faultOf(address) is { } fault)
        {
            faults.Add($"machine '{machine.Name}': '{member}' is '{address}': {fault}");
        }
    }

    private static void CheckKmePorts(Deployment deployment, Machine machine, Scenario scenario, List<string> faults)
    {
        var sites = scenario.Sites.Where(site => machine.Sites.Contains(site.Id, StringComparer.Ordinal)).ToList();
        var ports = Enumerable.Range(deployment.KmePort, sites.Count).Concat(sites.SelectMany(site => site.MorePorts)).ToList();
        foreach (var port in ports.Where(port => port == deployment.SiloPort || port == deployment.ClientPort).Distinct())
        {
            faults.Add($"machine '{machine.Name}': port {port} is a KME's and also the silo's: choose others with 'siloPort', 'clientPort', 'kmePort' or 'morePorts'");
        }

        foreach (var port in ports.GroupBy(port => port).Where(group => group.Skip(1).Any()))
        {
            faults.Add($"machine '{machine.Name}': port {port.Key} is given to {port.Count()} KME listeners: choose others with 'kmePort' or 'morePorts'");
        }
    }
}
