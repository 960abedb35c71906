using System.Diagnostics;
using System.Net;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>A machine of a test: a network namespace with an address of its own.</summary>
/// <param name="Name">Its name within the test.</param>
/// <param name="Namespace">The namespace's name on this computer.</param>
/// <param name="Port">The name of its port at the switch.</param>
/// <param name="Address">Its address.</param>
internal sealed record NetworkMachine(string Name, string Namespace, string Port, IPAddress Address)
{
    /// <summary>A command that runs on this machine. Its process has the id of the command itself, for <c>ip netns exec</c> becomes what it starts.</summary>
    public ProcessStartInfo Command(string program, IEnumerable<string> arguments) => new("ip", ["netns", "exec", Namespace, program, .. arguments]);
}
