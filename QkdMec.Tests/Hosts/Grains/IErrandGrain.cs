using System.Collections.Immutable;

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

public enum ErrandPriority
{
    Low,
    High,
}

[GenerateSerializer, Immutable, Alias("tests.Errand")]
public abstract record Errand([property: Id(0)] string Name);

[GenerateSerializer, Immutable, Alias("tests.Delivery")]
public sealed record Delivery(
    string Name,
    [property: Id(0)] ImmutableArray<byte> Body,
    [property: Id(1)] ImmutableList<ErrandStop> Stops,
    [property: Id(2)] ImmutableDictionary<string, long> Tolls,
    [property: Id(3)] TimeSpan? Limit) : Errand(Name);

[GenerateSerializer, Immutable, Alias("tests.ErrandStop")]
public readonly record struct ErrandStop([property: Id(0)] Guid Id, [property: Id(1)] double Distance, [property: Id(2)] string? Note);
