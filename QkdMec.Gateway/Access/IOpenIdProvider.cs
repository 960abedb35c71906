using System.Collections.Immutable;
using Microsoft.IdentityModel.Tokens;

namespace QkdMec.Gateway.Access;

/// <summary>The OpenID provider, as far as the gateway speaks to it.</summary>
internal interface IOpenIdProvider
{
    /// <summary>The keys that tokens may be signed with now.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached, or refuses.</exception>
    /// <exception cref="OperationCanceledException">It takes too long.</exception>
    /// <exception cref="InvalidDataException">What it answers is not what it must be.</exception>
    Task<ImmutableArray<JsonWebKey>> ReadKeysAsync();
}
