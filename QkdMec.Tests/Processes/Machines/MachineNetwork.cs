using System.Net;
using System.Security.Cryptography;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>
/// Machines with addresses of their own at one switch: network namespaces joined by a bridge that itself stands in a namespace, so that nothing is
/// added to this computer's own network.
/// </summary>
internal sealed class MachineNetwork : IDisposable
{
    private const string Subnet = "10.77.0";
    private readonly string prefix = $"qkd{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
    private readonly Dictionary<string, NetworkMachine> machines = new(StringComparer.Ordinal);

    /// <summary>Lays the machines out; the first has the address 10.77.0.11.</summary>
    public MachineNetwork(params IReadOnlyList<string> names)
    {
        Switch = $"{prefix}-switch";
        try
        {
            IpCommand.Run("netns", "add", Switch);
            IpCommand.Run("-n", Switch, "link", "set", "lo", "up");
            IpCommand.Run("-n", Switch, "link", "add", "bridge", "type", "bridge");
            IpCommand.Run("-n", Switch, "link", "set", "bridge", "up");
            foreach (var (index, name) in names.Index())
            {
                machines.Add(name, Join(name, index));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The namespace of the switch, through which everything between machines passes.</summary>
    public string Switch { get; }

    /// <summary>All machines.</summary>
    public IReadOnlyCollection<NetworkMachine> Machines => machines.Values;

    /// <summary>A machine by its name.</summary>
    public NetworkMachine this[string name] => machines[name];

    /// <summary>Pulls a machine's cable.</summary>
    public void Cut(string name) => IpCommand.Run("-n", Switch, "link", "set", machines[name].Port, "down");

    /// <summary>Puts a machine's cable back; right also when it was never pulled.</summary>
    public void Mend(string name) => IpCommand.Run("-n", Switch, "link", "set", machines[name].Port, "up");

    /// <summary>Lets nothing pass between two machines, without a word to either.</summary>
    public void Part(string one, string other)
    {
        Mislead(one, other);
        Mislead(other, one);
    }

    /// <summary>Ends what <see cref="Part"/> began.</summary>
    public void Join(string one, string other)
    {
        Forget(one, other);
        Forget(other, one);
    }

    public void Dispose()
    {
        foreach (var name in machines.Values.Select(machine => machine.Namespace).Append(Switch))
        {
            IpCommand.TryRun(["netns", "del", name], out _);
        }
    }

    private NetworkMachine Join(string name, int index)
    {
        var machine = new NetworkMachine(name, $"{prefix}-{name}", $"port{index}", IPAddress.Parse($"{Subnet}.{11 + index}"));
        IpCommand.Run("netns", "add", machine.Namespace);
        machines[name] = machine;
        IpCommand.Run("-n", machine.Namespace, "link", "set", "lo", "up");
        IpCommand.Run("-n", Switch, "link", "add", machine.Port, "type", "veth", "peer", "name", "eth0", "netns", machine.Namespace);
        IpCommand.Run("-n", Switch, "link", "set", machine.Port, "master", "bridge", "up");
        IpCommand.Run("-n", machine.Namespace, "addr", "add", $"{machine.Address}/24", "dev", "eth0");
        IpCommand.Run("-n", machine.Namespace, "link", "set", "eth0", "up");
        machines.Remove(name);
        return machine;
    }

    // Frames to an Ethernet address that nobody has vanish without an error at the sender.
    private void Mislead(string from, string to) =>
        IpCommand.Run("-n", machines[from].Namespace, "neigh", "replace", $"{machines[to].Address}", "lladdr", "02:00:00:00:00:01", "dev", "eth0", "nud", "permanent");

    private void Forget(string from, string to) =>
        IpCommand.Run("-n", machines[from].Namespace, "neigh", "del", $"{machines[to].Address}", "dev", "eth0");
}
