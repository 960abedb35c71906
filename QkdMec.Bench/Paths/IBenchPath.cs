using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;

namespace QkdMec.Bench.Paths;

/// <summary>A path that is measured: what its clients do to the product, and what the same clients do to the bare endpoint.</summary>
internal interface IBenchPath
{
    /// <summary>How the bare endpoint listens.</summary>
    BareListener BareListener { get; }

    /// <summary>Connects so many clients to the product and agrees what they need; untimed.</summary>
    Task<IReadOnlyList<IBenchClient>> ConnectOursAsync(OursServer ours, int connections);

    /// <summary>Connects as many clients to the bare endpoint; untimed, after <see cref="ConnectOursAsync"/>, whose answers show how large the bare ones are to be.</summary>
    Task<IReadOnlyList<IBenchClient>> ConnectBareAsync(BareServer bare, int connections);

    /// <summary>Makes ready for a round against the product, for up to so many requests; untimed.</summary>
    Task PrepareAsync(OursServer ours, long requests);
}
