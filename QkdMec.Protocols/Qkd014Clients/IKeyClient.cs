namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>A SAE's way to its own KME.</summary>
public interface IKeyClient
{
    /// <summary>Draws one fresh key that this SAE is master of (<c>enc_keys</c>).</summary>
    /// <param name="slaveSae">The SAE that will fetch the same key by its id.</param>
    /// <param name="keyBits">Key length, a multiple of 8.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    /// <returns>The key, owned by the caller, or why there is none.</returns>
    Task<KeyAnswer> DrawAsync(string slaveSae, int keyBits, CancellationToken cancellationToken);

    /// <summary>Fetches the key that another SAE drew for this one (<c>dec_keys</c>).</summary>
    /// <param name="masterSae">The SAE that drew it.</param>
    /// <param name="keyId">Its id.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    /// <returns>The key, owned by the caller, or why there is none.</returns>
    Task<KeyAnswer> FetchAsync(string masterSae, Guid keyId, CancellationToken cancellationToken);
}
