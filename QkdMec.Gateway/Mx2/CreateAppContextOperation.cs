using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppContexts;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>POST app_contexts</c>.</summary>
internal sealed partial class CreateAppContextOperation(
    IGrainFactory grains, GatewayOptions options, GatewayAddress address, CallbackPolicy callbacks, ILogger<CreateAppContextOperation> logger)
{
    // What the grain is given is less than what the device waits, so that a refusal with its reason wins over a time-out.
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(0.5);

    public static Task<IResult> RunAsync(HttpContext http, CreateAppContextOperation operation) => operation.CreateAsync(http);

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var request = await ContextDocument.ReadAsync(http, Mx2Shapes.NewContext, callbacks);
        var caller = Caller.Of(http) ?? throw new InvalidOperationException("a request came here without authorization");
        if (!caller.MayUse(request.AssociateDevAppId))
        {
            return Mx2Answers.ForeignDeviceApp(request.AssociateDevAppId);
        }

        var command = new CreateAppContext(request.ToRequest(), options.AnswerWithin - WayBack, TraceIds.Of(http)) { Owner = caller.Client };
        var id = ContextIds.New();
        var outcome = await CreateAsync(grains.GetGrain<IAppContextGrain>(id.Value), command, http.RequestAborted);
        if (outcome.Context is null)
        {
            return Mx2Answers.Refused(outcome);
        }

        http.Response.Headers.Location = address.Absolute(Mx2Paths.AppContext(id.Value));
        return Results.Json(outcome.Context.ToInfo(address), Mx2Json.Default.AppContextInfo, statusCode: StatusCodes.Status201Created);
    }

    private async Task<CreateOutcome> CreateAsync(IAppContextGrain context, CreateAppContext command, CancellationToken cancellationToken)
    {
        try
        {
            return await context.CreateAsync(command, cancellationToken).WaitAsync(options.AnswerWithin, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or OperationCanceledException)
        {
            // It may have been created all the same, and nobody knows its id: take it down again.
            _ = AbandonAsync(context);
            throw;
        }
    }

    private async Task AbandonAsync(IAppContextGrain context)
    {
        try
        {
            await context.DeleteAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or OperationCanceledException)
        {
            LogAbandoned(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A context that nobody was told of may be left over; the operator API lists it")]
    private partial void LogAbandoned(Exception fault);
}
