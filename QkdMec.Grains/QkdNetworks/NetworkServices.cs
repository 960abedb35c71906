using Microsoft.Extensions.Options;
using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What the network grain works with, beside its state.</summary>
internal sealed class NetworkServices(
    NetworkDirectory directory, NetworkReader reader, QkdNetworkInstruments instruments, TimeProvider time, IOptions<QkdNetworkOptions> options)
{
    public NetworkDirectory Directory => directory;

    public NetworkReader Reader => reader;

    public QkdNetworkInstruments Instruments => instruments;

    public TimeProvider Time => time;

    public QkdNetworkOptions Options => options.Value;
}
