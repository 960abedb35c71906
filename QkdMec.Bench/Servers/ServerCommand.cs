using QkdMec.Bench.Relocations;

namespace QkdMec.Bench.Servers;

/// <summary>The servers run in processes of their own, started by this program, so that their CPU time can be told from the clients'.</summary>
internal static class ServerCommand
{
    /// <summary>Serves the product: <c>serve-product DATA GATEWAY-PORT CLIENT-PORT KME-PORT SHAPE</c>.</summary>
    public const string Product = "serve-product";

    /// <summary>Serves a machine of a deployment: <c>serve-machine DEPLOYMENT MACHINE DATA</c>.</summary>
    public const string Machine = "serve-machine";

    /// <summary>Serves the product with two hosts: <c>serve-relocation DATA GATEWAY-PORT CLIENT-PORT KME-PORT CONTEXTS</c>.</summary>
    public const string Relocation = "serve-relocation";

    /// <summary>Serves the bare endpoint: <c>serve-bare DATA LISTENER</c>.</summary>
    public const string Bare = "serve-bare";

    /// <summary>Whether these arguments start a server.</summary>
    public static bool IsFor(string[] arguments) => arguments is [Product or Relocation or Machine or Bare, ..];

    /// <summary>Serves until standard input ends.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case [Product, var data, var gateway, var client, var kme, var shape]:
                await ProductServing.RunAsync(data, new ServerPorts(int.Parse(gateway), int.Parse(client), int.Parse(kme)), SystemShape.Parse(shape));
                return 0;
            case [Relocation, var data, var gateway, var client, var kme, var contexts]:
                await RelocationServing.RunAsync(data, new ServerPorts(int.Parse(gateway), int.Parse(client), int.Parse(kme)), int.Parse(contexts));
                return 0;
            case [Machine, var deployment, var machine, var data]:
                await ProductServing.RunMachineAsync(deployment, machine, data);
                return 0;
            case [Bare, var data, var listener]:
                await BareServing.RunAsync(data, Enum.Parse<BareListener>(listener));
                return 0;
            default:
                Console.Error.WriteLine($"{arguments[0]}: started by the benchmarks only");
                return 1;
        }
    }
}
