using System.Text.Json;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Mx2;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.DeviceApps;

/// <summary>The device application: looks applications up, creates and deletes app contexts over Mx2 (ETSI MEC 016).</summary>
internal sealed class DeviceApp(EdgeConnection edge, EdgePatience patience, Uri gateway, string deviceAppId)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(6);
    private readonly string root = gateway.AbsoluteUri.TrimEnd('/');

    /// <summary>Looks the application up and creates a context for it.</summary>
    public async Task<OpenedContext> OpenAsync(string app, StepTrail trail, CancellationToken cancellationToken)
    {
        trail.Add(KnownSteps.LookUpRequested);
        var address = $"{root}{Mx2Paths.AppList}?appName={Uri.EscapeDataString(app)}";
        var listed = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), trail.TraceId, cancellationToken);
        if (listed.Code != ChannelAnswer.Ok)
        {
            return new OpenedContext(StatusOf(listed.Code), RetryAfter: listed.RetryAfter);
        }

        var found = Read(listed.Body, Mx2Json.Default.ApplicationList)?.AppList.FirstOrDefault(entry => entry.AppInfo.AppName == app)?.AppInfo;
        trail.Add(KnownSteps.ApplicationFound, found is null ? "not-found" : StepOutcomes.Ok);
        return found is null ? new OpenedContext(OpenStatus.UnknownApplication) : await CreateAsync(found, trail, cancellationToken);
    }

    /// <summary>Deletes a context; true when it is gone.</summary>
    public async Task<bool> DeleteAsync(string contextId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, root + Mx2Paths.AppContext(contextId));
        var answer = await edge.SendAsync(request, CurrentTrace.Id, Within, cancellationToken);
        return answer.Code is ChannelAnswer.Ok or "not-found" or "unknown-context" or "http-404";
    }

    private async Task<OpenedContext> CreateAsync(ApplicationInfo app, StepTrail trail, CancellationToken cancellationToken)
    {
        var wanted = new AppContextInfo
        {
            AssociateDevAppId = deviceAppId,
            AppInfo = new AppContextApplication
            {
                AppDId = app.AppDId, AppName = app.AppName, AppProvider = app.AppProvider, AppSoftVersion = app.AppSoftVersion,
                AppDVersion = app.AppDVersion, UserAppInstanceInfo = [new UserAppInstanceInfo()],
            },
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(wanted, Mx2Json.Default.AppContextInfo);
        trail.Add(KnownSteps.ContextRequested);
        var created = await SendAsync(() => EdgeConnection.Post(root + Mx2Paths.AppContexts, body, "application/json"), trail.TraceId, cancellationToken);
        return created.Code == ChannelAnswer.Ok
            ? Opened(Read(created.Body, Mx2Json.Default.AppContextInfo))
            : new OpenedContext(StatusOf(created.Code), RetryAfter: created.RetryAfter);
    }

    /// <summary>Sends a request, again where the edge did not get it.</summary>
    private Task<ChannelAnswer> SendAsync(Func<HttpRequestMessage> make, string traceId, CancellationToken cancellationToken) => patience.TryAsync(
        async () =>
        {
            using var request = make();
            return await edge.SendAsync(request, traceId, Within, cancellationToken);
        },
        answer => (answer.Code == ChannelAnswer.Unreachable, answer.RetryAfter),
        cancellationToken);

    private static OpenedContext Opened(AppContextInfo? context) =>
        context is { ContextId: { Length: > 0 } id, AppInfo.UserAppInstanceInfo: [{ ReferenceUri: { } uri }, ..] }
        && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? new OpenedContext(OpenStatus.Opened, id, uri.TrimEnd('/'))
            : new OpenedContext(OpenStatus.EdgeUnreachable);

    /// <summary>A refusal of Mx2 is no room; whatever is no answer of Mx2 is an edge out of reach.</summary>
    private static OpenStatus StatusOf(string code) => code switch
    {
        ChannelAnswer.Unreachable or ChannelAnswer.Broken => OpenStatus.EdgeUnreachable,
        ChannelAnswer.TimedOut => OpenStatus.TimedOut,
        AccessProblems.Unauthorised or AccessProblems.Forbidden => OpenStatus.NotAdmitted,
        "unknown-application" => OpenStatus.UnknownApplication,
        _ when code.StartsWith("http-5", StringComparison.Ordinal) => OpenStatus.EdgeUnreachable,
        _ => OpenStatus.Rejected,
    };

    private static T? Read<T>(byte[] json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
