namespace QkdMec.Tests.Hosts.Grains;

/// <summary>Errors, context, cancellation and messages. The key is <c>site/name</c>.</summary>
[Alias("tests.IErrandGrain")]
public interface IErrandGrain : IGrainWithStringKey
{
    Task ThrowAsync(string kind);

    /// <summary>Has the grain with the given key read a value of the request context.</summary>
    Task<string?> ReadContextAsync(string key, string? relayKey);

    /// <summary>Ends when the token is cancelled; tells its caller's gate that it began.</summary>
    Task WaitForCancellationAsync(string gateKey, CancellationToken cancellationToken);

    [AlwaysInterleave]
    Task WaitUntilCancelledAsync();

    Task<Errand> EchoAsync(Errand errand, ErrandPriority priority, DateTimeOffset at);

    Task ConflictAsync();

    Task<Guid> ActivationAsync();

    Task<bool> UseFactoryOffTurnAsync();
}
