namespace QkdMec.Bench.Servers;

/// <summary>How the bare endpoint listens.</summary>
internal enum BareListener
{
    /// <summary>Plain HTTP, like the gateway.</summary>
    Plain,

    /// <summary>Mutual TLS 1.3 with the certificates of the client site's KME.</summary>
    ClientKme,

    /// <summary>Mutual TLS 1.3 with the certificates of the edge site's KME.</summary>
    EdgeKme,
}
