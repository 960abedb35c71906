using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>Notes where the edge says that a context has moved to. It is followed on the same edge only, for the same context.</summary>
internal sealed class FollowedChannel(IHostChannel channel, string referenceUri) : IHostChannel
{
    private const int ContextParts = 3;

    private volatile string? movedTo;

    /// <summary>The address of the context's functions on its new host; null while it has not moved.</summary>
    public string? MovedTo => movedTo;

    public async Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken) =>
        Note(await channel.NegotiateAsync(offer, traceId, cancellationToken));

    public async Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken) =>
        Note(await channel.ActivateAsync(key, traceId, cancellationToken));

    public async Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken) =>
        Note(await channel.InvokeAsync(message, traceId, cancellationToken));

    public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) => channel.ReportAsync(steps, cancellationToken);

    private ChannelAnswer Note(ChannelAnswer answer)
    {
        if (answer is { Code: SecurityContextProblems.ContextMoved, Location: { } location })
        {
            movedTo = AddressAt(location) ?? movedTo;
        }

        return answer;
    }

    // The path before the context is kept as it was: what is taken over is the site and the host.
    private string? AddressAt(Uri location)
    {
        var known = new Uri(referenceUri);
        var said = new Uri(known, location);
        var (before, after) = (known.AbsolutePath.Split('/'), said.AbsolutePath.Split('/'));
        if (said.GetLeftPart(UriPartial.Authority) != known.GetLeftPart(UriPartial.Authority) || after.Length < before.Length
            || !after.Take(before.Length - ContextParts).SequenceEqual(before.SkipLast(ContextParts), StringComparer.Ordinal) || after[before.Length - 1] != before[^1])
        {
            return null;
        }

        return known.GetLeftPart(UriPartial.Authority) + string.Join('/', after.Take(before.Length));
    }
}
