using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Protocols.Qkd014;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Answers the requests of one KME's key delivery API. An answer from keys in hand takes no wait and no memory of its own.</summary>
internal sealed class KeyApi(KeyDelivery delivery, Qkd014Options options, ILogger<KeyApi> log)
{
    /// <summary>Answers one request of a connection.</summary>
    public Task HandleAsync(HttpContext context, SaeConnection? connection)
    {
        try
        {
            var answer = Dispatch(context, connection);
            return answer.IsCompletedSuccessfully ? Task.CompletedTask : GuardAsync(context, connection, answer);
        }
        catch (Exception error)
        {
            // The outermost place: whatever a request met, its client gets an answer and the listener goes on.
            return KeyApiErrors.FailAsync(context, error, log);
        }
    }

    private async Task GuardAsync(HttpContext context, SaeConnection? connection, Task answer)
    {
        try
        {
            await answer;
        }
        catch (Exception error)
        {
            // As above, for what did not end at once.
            await KeyApiErrors.FailAsync(context, error, log);
        }
        finally
        {
            connection?.Keys.Clear();
        }
    }

    private Task Dispatch(HttpContext context, SaeConnection? connection)
    {
        if (connection?.Sae is not { } caller || !delivery.IsAttached(caller, connection.CertifiedFrom))
        {
            return KeyApiErrors.WriteAsync(context, StatusCodes.Status401Unauthorized, Qkd014Messages.NotAnSae);
        }

        if (!connection.Rate.TryTake())
        {
            return KeyApiErrors.WriteAsync(context, StatusCodes.Status429TooManyRequests, Qkd014Messages.TooManyRequests, retryAfter: "1");
        }

        connection.Keys.Clear();
        var route = connection.Route(context.Request.Path.Value ?? string.Empty);
        var isGet = HttpMethods.IsGet(context.Request.Method);
        var isPost = HttpMethods.IsPost(context.Request.Method);
        var call = new KeyCall(context, connection.Keys, caller, route.Other);
        return route.Operation switch
        {
            KeyOperation.None => KeyApiErrors.WriteAsync(context, StatusCodes.Status404NotFound, Qkd014Messages.NoSuchPath),
            KeyOperation.Status when isGet => GetStatusAsync(call),
            KeyOperation.EncKeys when isGet => Issue(call, KeyRequestReader.ReadQuery(context.Request.QueryString.Value)),
            KeyOperation.EncKeys when isPost => WithBody(call, route.Operation),
            KeyOperation.DecKeys when isGet => Fetch(call, KeyIdsReader.ReadQuery(context.Request.QueryString.Value, call.Keys)),
            KeyOperation.DecKeys when isPost => WithBody(call, route.Operation),
            _ => KeyApiErrors.RefuseMethodAsync(context, route.Operation),
        };
    }

    private Task Issue(KeyCall call, KeyRequest request)
    {
        var bits = request.SizeBits ?? delivery.Options.DefaultKeyBytes * 8;
        var number = request.Number ?? 1;
        if (KeyApiErrors.FaultOf(request, number, bits, delivery.Options) is { } fault)
        {
            return KeyApiErrors.WriteAsync(call.Context, StatusCodes.Status400BadRequest, fault);
        }

        if (call.Other is not { } slave)
        {
            return KeyApiErrors.WriteAsync(call.Context, KeyOutcome.UnknownSae);
        }

        if (request.Extras is { } extras)
        {
            return OrderAsync(call, new KeyOrder(call.Caller, slave, number, bits / 8), extras);
        }

        var outcome = delivery.EncKeysAsync(call.Caller, slave, number, bits / 8, call.Keys);
        return outcome.IsCompletedSuccessfully ? Answer(call, outcome.Result) : AnswerAsync(call, outcome);
    }

    private async Task OrderAsync(KeyCall call, KeyOrder order, KeyRequestExtras extras)
    {
        order = order with { Mandatory = extras.Mandatory.Demands, Optional = extras.Optional.Demands, AdditionalSlaves = extras.Slaves.Saes.IsDefault ? [] : extras.Slaves.Saes };
        if (KeyApiErrors.TextOf(extras.Slaves.HasImpossible ? AudienceFault.Unknown : delivery.FaultOf(order), delivery.Options) is { } fault)
        {
            await KeyApiErrors.WriteAsync(call.Context, StatusCodes.Status400BadRequest, fault);
            return;
        }

        var outcome = await delivery.OrderKeysAsync(order, call.Keys);
        await (outcome.Outcome == KeyOutcome.Delivered
            ? KeyContainerWriter.WriteAsync(call.Context.Response, call.Keys, handledAll: outcome.MetOptional && !extras.Optional.IsPartly)
            : Refuse(call, outcome.Outcome));
    }

    private Task Fetch(KeyCall call, KeyIdsFault fault)
    {
        switch (fault)
        {
            case KeyIdsFault.None:
                break;
            case KeyIdsFault.NoKeyId:
                return Refuse(call, delivery.CountMalformedId(call.Caller));
            default:
                return KeyApiErrors.WriteAsync(call.Context, StatusCodes.Status400BadRequest, KeyApiErrors.TextOf(fault, delivery.Options));
        }

        if (call.Other is not { } master)
        {
            return Refuse(call, delivery.CountMalformedId(call.Caller));
        }

        var outcome = delivery.DecKeysAsync(call.Caller, master, call.Keys);
        return outcome.IsCompletedSuccessfully ? Answer(call, outcome.Result) : AnswerAsync(call, outcome);
    }

    private async Task AnswerAsync(KeyCall call, ValueTask<KeyOutcome> outcome) => await Answer(call, await outcome);

    private Task Answer(KeyCall call, KeyOutcome outcome) => outcome == KeyOutcome.Delivered
        ? KeyContainerWriter.WriteAsync(call.Context.Response, call.Keys)
        : Refuse(call, outcome);

    private Task Refuse(KeyCall call, KeyOutcome outcome) => KeyApiErrors.WriteAsync(
        call.Context, outcome, outcome == KeyOutcome.RateLimited ? delivery.WrongIdPauseOf(call.Caller) : call.Keys.RetryAfter);

    private async Task GetStatusAsync(KeyCall call)
    {
        var stock = call.Other is { } slave ? await delivery.GetStockAsync(call.Caller, slave) : new KeyStock(KeyOutcome.UnknownSae, default, 0, 0);
        await (stock.Outcome == KeyOutcome.Delivered
            ? StatusWriter.WriteAsync(call, delivery, stock)
            : KeyApiErrors.WriteAsync(call.Context, stock.Outcome));
    }

    /// <summary>Reads the body; one that has already arrived costs no wait.</summary>
    private Task WithBody(KeyCall call, KeyOperation operation)
    {
        var request = call.Context.Request;
        if (request.ContentLength > options.MaxRequestBodyBytes)
        {
            return KeyApiErrors.RefuseTooLargeAsync(call.Context, options.MaxDiscardedBodyBytes);
        }

        if (call.Context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return Act(call, operation, ReadOnlySequence<byte>.Empty);
        }

        var body = request.BodyReader;
        if (!body.TryRead(out var read))
        {
            return ReadOnAsync(call, operation);
        }

        if (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            return ReadOnAsync(call, operation);
        }

        var answer = Act(call, operation, read.Buffer);
        body.AdvanceTo(read.Buffer.End);
        return answer;
    }

    private async Task ReadOnAsync(KeyCall call, KeyOperation operation)
    {
        var body = call.Context.Request.BodyReader;
        var read = await body.ReadAsync(call.Context.RequestAborted);
        while (!read.IsCompleted)
        {
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(call.Context.RequestAborted);
        }

        var answer = Act(call, operation, read.Buffer);
        body.AdvanceTo(read.Buffer.End);
        await answer;
    }

    /// <summary>Acts on a body, which is read before this returns.</summary>
    private Task Act(KeyCall call, KeyOperation operation, ReadOnlySequence<byte> body) => operation == KeyOperation.EncKeys
        ? Issue(call, KeyRequestReader.ReadBody(body, options.AcceptsEmptyAdditionalSlaves))
        : Fetch(call, KeyIdsReader.ReadBody(body, delivery.Options.MaxKeysPerRequest, call.Keys));
}
