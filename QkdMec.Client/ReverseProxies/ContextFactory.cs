using QkdMec.Client.DeviceApps;
using QkdMec.Client.KeyStores;
using QkdMec.Client.Saes;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Opens and closes contexts: app context by the device app, room in the key store, file of ids.</summary>
internal sealed partial class ContextFactory(
    ClientPerimeterOptions options, DeviceApp device, HostChannels channels, ClientKeyStore keys, ContextFile file, TimeProvider time, ILogger<ContextFactory> logger)
{
    /// <summary>The contexts a former process left.</summary>
    public IReadOnlyList<RememberedContext> Remembered() => file.Load();

    /// <summary>Opens a context for a client.</summary>
    public async Task<ContextLease> OpenAsync(ContextOwner owner, string traceId)
    {
        using var span = PerimeterSpans.OpenContext(owner.App);
        var trail = NewTrail(traceId);
        trail.Add(KnownSteps.ClientAppRegistered);
        trail.Add(KnownSteps.RequestCaptured);
        trail.Add(KnownSteps.ApplicationInitialised);
        var opened = await device.OpenAsync(owner.App, trail, CancellationToken.None);
        if (opened.Status != OpenStatus.Opened)
        {
            return new ContextLease(null, opened);
        }

        var remembered = new RememberedContext(owner.Client, owner.App, opened.ContextId, opened.ReferenceUri);
        file.Add(remembered);
        if (Resume(remembered, traceId) is not { } context)
        {
            await CloseAsync(opened.ContextId);
            return new ContextLease(null, new OpenedContext(OpenStatus.EdgeUnreachable));
        }

        trail.Add(KnownSteps.EndPointStored);
        context.Security.Report(trail);
        return new ContextLease(context, opened);
    }

    /// <summary>Goes on with a context whose ids are known; null when they make no sense.</summary>
    public ClientContext? Resume(RememberedContext remembered, string traceId = "")
    {
        try
        {
            var segments = new Uri(remembered.ReferenceUri).AbsolutePath.TrimEnd('/').Split('/');
            var identity = new ContextIdentity(remembered.ContextId, remembered.App, $"{segments[^3]}/{segments[^2]}");
            if (segments[^1] != remembered.ContextId)
            {
                return null;
            }

            var channel = new FollowedChannel(channels.Open(remembered.ReferenceUri), remembered.ReferenceUri);
            var parts = new SecureContextParts(options.Sae, channel, options.IdempotentApps.Contains(remembered.App), time, logger)
            {
                EdgePatience = options.EdgePatience,
            };
            return new ClientContext(remembered, new SecureContext(parts, keys.Open(identity)), traceId) { Channel = channel };
        }
        catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Destroys the keys of a context and deletes it at the edge; what is not deleted stays remembered.</summary>
    public async Task<bool> CloseAsync(string contextId, CancellationToken cancellationToken = default)
    {
        keys.Remove(contextId);
        var isGone = await device.DeleteAsync(contextId, cancellationToken);
        if (isGone)
        {
            file.Remove(contextId);
        }

        return isGone;
    }

    /// <summary>Goes on with a context on the host it moved to, under keys of their own; null when it is not known to have moved.</summary>
    public ClientContext? Follow(ClientContext context)
    {
        if (context.Channel.MovedTo is not { } address)
        {
            return null;
        }

        var remembered = context.Remembered with { ReferenceUri = address };
        keys.Remove(remembered.ContextId);
        if (Resume(remembered) is not { } followed)
        {
            return null;
        }

        file.Add(remembered);
        LogFollowed(remembered.ContextId, address);
        return followed;
    }

    /// <summary>Forgets a context that the edge does not know any more.</summary>
    public void Forget(ClientContext context)
    {
        keys.Remove(context.Remembered.ContextId);
        file.Remove(context.Remembered.ContextId);
    }

    /// <summary>A trail of steps.</summary>
    public StepTrail NewTrail(string traceId) => new(traceId, time, logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Context {Context} moved to {Address}")]
    private partial void LogFollowed(string context, string address);
}
