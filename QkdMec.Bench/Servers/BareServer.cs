using QkdMec.Bench.Loads;

namespace QkdMec.Bench.Servers;

/// <summary>The bare endpoint in its process.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private BareServer(ServerProcess process, ServerAddress address) => (Process, Address) = (process, address);

    /// <summary>Its process.</summary>
    public ServerProcess Process { get; }

    /// <summary>Where clients connect.</summary>
    public ServerAddress Address { get; }

    /// <summary>Starts it beside the product, with the product's certificates.</summary>
    public static async Task<BareServer> StartAsync(OursServer ours, BareListener listener)
    {
        var process = await ServerProcess.StartAsync(ServerCommand.Bare, ours.DataDirectory, $"{listener}");
        var port = int.Parse(process.ReadyText);
        return new BareServer(process, listener switch
        {
            BareListener.ClientKme => ours.ClientKme with { Port = port },
            BareListener.EdgeKme => ours.EdgeKme with { Port = port },
            _ => new ServerAddress(port),
        });
    }

    /// <summary>Makes its answers so long.</summary>
    public Task AnswerWithAsync(int bytes) => Process.AskAsync($"{BareServing.AnswerBytes} {bytes}");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
