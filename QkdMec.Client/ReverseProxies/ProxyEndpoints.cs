using QkdMec.Client.Saes;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.ReverseProxies;

/// <summary>What client apps see: plain JSON in, plain JSON out, one path per application.</summary>
internal sealed class ProxyEndpoints(ClientIdentification clients, ContextTable contexts, ContextFactory factory)
{
    /// <summary>The answer's header that names the app context, so that its steps can be looked up.</summary>
    public const string ContextHeader = "Qkdmec-Context";

    // A context may move again while it is followed.
    private const int MostAttempts = 4;

    /// <summary><c>POST /{appName}</c>.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (await OwnerAsync(http) is not { } owner)
        {
            return;
        }

        using var arguments = await ReadArgumentsAsync(http);
        if (arguments is not null)
        {
            await InvokeAsync(http, owner, arguments);
        }
    }

    /// <summary><c>DELETE /{appName}</c>.</summary>
    public async Task CloseAsync(HttpContext http)
    {
        if (await OwnerAsync(http) is not { } owner)
        {
            return;
        }

        switch (await contexts.CloseAsync(owner, http.RequestAborted))
        {
            case true:
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case false:
                await ProxyProblems.WriteAsync(http, 502, "edge-unreachable", "The keys are destroyed, but the edge did not confirm the deletion.");
                break;
            default:
                await ProxyProblems.WriteAsync(http, 404, "no-context", "This client has no context for this application.");
                break;
        }
    }

    private async Task InvokeAsync(HttpContext http, ContextOwner owner, ClearBytes arguments)
    {
        var traceId = TraceParent.TraceIdOf(http.Request.Headers[TraceParent.HeaderName]) is { Length: > 0 } sent ? sent : CurrentTrace.Id;
        for (var attempt = 1; ; attempt++)
        {
            var lease = await contexts.GetAsync(owner, traceId, http.RequestAborted);
            if (lease.Context is not { } context)
            {
                await ProxyProblems.WriteAsync(http, lease);
                return;
            }

            var trail = TrailOf(context, traceId);
            using var answer = await context.Security.InvokeAsync(arguments.Memory, traceId, trail, http.RequestAborted);
            if (answer.End == InvocationEnd.ContextGone)
            {
                // The edge lost or moved the context, and did not run the function: once more where it is now, or in a new one.
                contexts.Leave(owner, context);
                if (attempt < MostAttempts)
                {
                    continue;
                }
            }

            await AnswerAsync(http, context, answer, trail);
            return;
        }
    }

    /// <summary>Steps of the request, if it is one of those recorded; that the first one was captured stands in the trail of the opening.</summary>
    private StepTrail? TrailOf(ClientContext context, string traceId)
    {
        var trail = context.Security.IsSampled() ? factory.NewTrail(traceId) : null;
        if (context.OpenedByTrace != traceId)
        {
            trail?.Add(KnownSteps.RequestCaptured);
        }

        return trail;
    }

    private static async Task AnswerAsync(HttpContext http, ClientContext context, InvocationAnswer answer, StepTrail? trail)
    {
        http.Response.Headers[ContextHeader] = context.Remembered.ContextId;
        if (answer is { End: InvocationEnd.Answered, Result.Result: { } result })
        {
            trail?.Add(KnownSteps.ResultForwarded);
            http.Response.StatusCode = StatusOf(answer.Result.Status);
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = result.Length;
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.Body.WriteAsync(result.Memory, http.RequestAborted);
        }
        else
        {
            await ProxyProblems.WriteAsync(http, answer);
        }

        if (trail is not null)
        {
            trail.Add(KnownSteps.ClientAppAnswered, answer.End == InvocationEnd.Answered ? StepOutcomes.Ok : StepOutcomes.Failed);
            context.Security.Report(trail);
        }
    }

    /// <summary>The function refused what it was given: the client app's fault. It or its runtime failed: the edge's.</summary>
    private static int StatusOf(ResultStatus status) => status switch
    {
        ResultStatus.Success => StatusCodes.Status200OK,
        ResultStatus.ApplicationError => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status502BadGateway,
    };

    private async Task<ContextOwner?> OwnerAsync(HttpContext http)
    {
        if (clients.Identify(http.Request) is { } client)
        {
            return new ContextOwner(client, (string)http.Request.RouteValues["appName"]!);
        }

        if (clients.NeedsCredentials)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"qkdmec\"";
            await ProxyProblems.WriteAsync(http, 401, "unauthorised", "The request needs the credentials of a known client.");
        }
        else
        {
            await ProxyProblems.WriteAsync(http, 400, "malformed", "The Client-Id header has at most 64 letters, digits, '.', '_' or '-'.");
        }

        return null;
    }

    private static async Task<ClearBytes?> ReadArgumentsAsync(HttpContext http)
    {
        var app = (string)http.Request.RouteValues["appName"]!;
        var body = app.Length > 32 ? new ClearBytes(0) : await ClearBody.ReadAsync(http.Request, http.RequestAborted);
        if (body is not null && app.Length <= 32 && ClearBody.IsJson(body.Span))
        {
            return body;
        }

        body?.Dispose();
        await (body is null ? ProxyProblems.WriteAsync(http, 413, "too-large", "Arguments have at most 1 MiB.")
            : app.Length > 32 ? ProxyProblems.WriteAsync(http, 404, "unknown-app", "An application's name has at most 32 characters.")
            : ProxyProblems.WriteAsync(http, 400, "malformed", "The body is not JSON."));
        return null;
    }
}
