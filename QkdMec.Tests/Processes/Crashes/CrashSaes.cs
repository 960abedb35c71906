namespace QkdMec.Tests.Processes.Crashes;

/// <summary>The SAEs of a run, each with its client.</summary>
internal sealed class CrashSaes : IDisposable
{
    private readonly Dictionary<string, SaeClient> clients = [];

    /// <summary>Takes SAEs that are connected already.</summary>
    public CrashSaes(IEnumerable<KeyValuePair<string, SaeClient>> connected) => clients = new Dictionary<string, SaeClient>(connected);

    /// <summary>Connects them all, each to the KME of its site.</summary>
    public CrashSaes(string data, ProductAddresses addresses)
    {
        foreach (var pair in CrashScenario.Pairs)
        {
            clients.TryAdd(pair.Slave, SaeClient.Connect(data, pair.Slave, pair.SlaveSite == CrashScenario.Edge ? addresses.EdgeKme : addresses.HospitalKme));
        }
    }

    /// <summary>A SAE's client. Every SAE of the scenario is somebody's slave.</summary>
    public SaeClient Of(string sae) => clients[sae];

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }
}
