using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Functions;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Packages;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>POST app_contexts</c>.</summary>
internal sealed partial class CreateAppContextOperation(
    IGrainFactory grains, GatewayOptions options, GatewayAddress address, CallbackPolicy callbacks, PackageOnboarding packages, TimeProvider time,
    ILogger<CreateAppContextOperation> logger)
{
    // What the grain is given is less than what the device waits, so that a refusal with its reason wins over a time-out.
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(0.5);

    public static Task<IResult> RunAsync(
        HttpContext http, CreateAppContextOperation operation, [FromHeader(Name = IdempotencyKey.Field)] string? idempotencyKey) =>
        operation.CreateAsync(http, IdempotencyKey.Check(idempotencyKey));

    private async Task<IResult> CreateAsync(HttpContext http, string? key)
    {
        var request = await ContextDocument.ReadAsync(http, Mx2Shapes.NewContext, callbacks);
        var caller = Caller.Of(http) ?? throw new InvalidOperationException("a request came here without authorization");
        if (!caller.MayUse(request.AssociateDevAppId))
        {
            return Mx2Answers.ForeignDeviceApp(request.AssociateDevAppId);
        }

        var started = time.GetTimestamp();
        var (id, wanted) = (key is null ? ContextIds.New() : ContextIds.For(caller.Client, key), request.ToRequest());
        if (wanted.PackageSource is { } source && !(key is not null && await IsThereAsync(http, id)) && await packages.OnboardAsync(http, wanted.App, source) is { } refusal)
        {
            return refusal;
        }

        var left = options.AnswerWithin - time.GetElapsedTime(started) - WayBack;
        var command = new CreateAppContext(wanted, left > WayBack ? left : WayBack, TraceIds.Of(http))
        {
            Owner = caller.Client, Fingerprint = key is null ? "" : ContextDocument.FingerprintOf(request), ReferenceBase = address.Absolute(FunctionEndpoints.Root),
        };
        return await CreateAsync(http, id, command);
    }

    private async Task<IResult> CreateAsync(HttpContext http, ContextId id, CreateAppContext command)
    {
        var context = grains.GetGrain<IAppContextGrain>(id.Value);
        var outcome = await CreateAsync(context, command, http.RequestAborted);
        if (outcome.Status == CreateStatus.Conflict)
        {
            return await IsThereAsync(http, id) ? Mx2Answers.KeyReused() : Mx2Answers.KeyBusy(http);
        }

        if (outcome.Context is null)
        {
            return Mx2Answers.Refused(outcome);
        }

        http.Response.Headers.Location = address.Absolute(Mx2Paths.AppContext(id.Value));
        return Results.Json(outcome.Context.ToInfo(address), Mx2Json.Default.AppContextInfo, statusCode: StatusCodes.Status201Created);
    }

    private async Task<bool> IsThereAsync(HttpContext http, ContextId id) =>
        await grains.GetGrain<IAppContextGrain>(id.Value).GetAsync(http.RequestAborted).WaitAsync(options.AnswerWithin / 2, http.RequestAborted) is not null;

    private async Task<CreateOutcome> CreateAsync(IAppContextGrain context, CreateAppContext command, CancellationToken cancellationToken)
    {
        try
        {
            return await context.CreateAsync(command, cancellationToken).WaitAsync(command.Within + WayBack, cancellationToken);
        }
        catch (Exception fault) when (command.Fingerprint.Length == 0 && fault is (TimeoutException or OrleansException or OperationCanceledException))
        {
            // It may have been created all the same, and nobody knows its id: take it down again. One with a key is there for who repeats the request.
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
