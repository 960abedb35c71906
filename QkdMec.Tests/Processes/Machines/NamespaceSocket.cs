using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace QkdMec.Tests.Processes.Machines;

/// <summary>Sockets of a network namespace for this process: a socket stays in the namespace of the thread that opened it.</summary>
internal static class NamespaceSocket
{
    private const int NetworkNamespace = 0x40000000;

    /// <summary>Opens a socket in a namespace.</summary>
    public static Socket Open(string name, Func<Socket> open)
    {
        Socket? socket = null;
        Exception? fault = null;

        // A thread of its own that ends afterwards: no other work may run in that namespace.
        var thread = new Thread(() =>
        {
            try
            {
                Enter(name);
                socket = open();
            }
            catch (Exception caught) when (caught is Win32Exception or SocketException or IOException)
            {
                fault = caught;
            }
        });
        thread.Start();
        thread.Join();
        return socket ?? throw new InvalidOperationException($"no socket in namespace {name}", fault);
    }

    /// <summary>A handler whose connections leave from a machine, as a program there would open them.</summary>
    public static SocketsHttpHandler HandlerAt(NetworkMachine machine) => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = Open(machine.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(context.DnsEndPoint.Host), context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private static void Enter(string name)
    {
        using var handle = File.OpenHandle($"/var/run/netns/{name}");
        if (SetNamespace(handle, NetworkNamespace) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static extern int SetNamespace(SafeFileHandle descriptor, int kind);
}
