using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>Sends the steps of a context as they come in, until the context ends.</summary>
internal sealed class StepWatch(IGrainFactory grains, GatewayOptions options, StandingAccess access, StepWatchers watchers, IHostApplicationLifetime lifetime)
{
    /// <summary>Looks between two questions whether the context is still there and the caller still let in.</summary>
    private const int LooksPerQuestion = 4;

    /// <summary>Watches a context that is the caller's own; done when it has ended.</summary>
    /// <param name="http">The request.</param>
    /// <param name="call">What the operations share.</param>
    /// <param name="address">The context.</param>
    /// <param name="after">What the caller has already.</param>
    /// <param name="send">Sends a step of a journal; is waited for, so that a slow reader makes nothing pile up.</param>
    public async Task<FunctionAnswer<bool>> RunAsync(HttpContext http, FunctionCall call, ContextAddress address, StepMark after, Func<long, NumberedStep, Task> send)
    {
        var context = address.Context!;
        if (!await IsThereAsync(address, call))
        {
            return FunctionAnswer.Refused<bool>(SecurityContextProblems.UnknownContext);
        }

        if (!watchers.TryEnter(context, call.Limits.MaxWatchersPerContext))
        {
            return FunctionAnswer.Refused<bool>(FunctionProblems.TooManyWatchers);
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(call.Cancelled, lifetime.ApplicationStopping);
        try
        {
            return await FollowAsync(http, call with { Cancelled = ended.Token }, address, after, send);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !call.Cancelled.IsCancellationRequested)
        {
            return FunctionAnswer.Refused<bool>(FunctionProblems.Stopping);
        }
        finally
        {
            watchers.Leave(context);
        }
    }

    private async Task<FunctionAnswer<bool>> FollowAsync(HttpContext http, FunctionCall call, ContextAddress address, StepMark after, Func<long, NumberedStep, Task> send)
    {
        var mark = after;
        for (var look = 1; ; look++)
        {
            mark = await SendNewAsync(address, call, mark, send);
            await Task.Delay(call.Limits.WatchPause, call.Time, call.Cancelled);
            if (look % LooksPerQuestion > 0)
            {
                continue;
            }

            if (!await access.HoldsForDeviceAsync(http))
            {
                return FunctionAnswer.Refused<bool>(AccessProblems.Unauthorised);
            }

            if (!await IsThereAsync(address, call))
            {
                // The steps of its end came in before or during the last pause.
                await SendNewAsync(address, call, mark, send);
                return FunctionAnswer.Done;
            }
        }
    }

    private async Task<StepMark> SendNewAsync(ContextAddress address, FunctionCall call, StepMark mark, Func<long, NumberedStep, Task> send)
    {
        var journal = grains.GetGrain<IStepJournalGrain>(address.Context!);
        var page = await call.WaitAsync(journal.ReadAfterAsync(mark.Journal, mark.Number, CancellationToken.None), options.AnswerWithin);
        foreach (var step in page.Steps)
        {
            await send(page.Journal, step);
        }

        return page.Steps.IsEmpty && page.Journal == mark.Journal ? mark : new StepMark(page.Journal, page.Steps.IsEmpty ? 0 : page.Steps[^1].Number);
    }

    private async Task<bool> IsThereAsync(ContextAddress address, FunctionCall call)
    {
        if (!ContextIds.IsValid(address.Context!))
        {
            return false;
        }

        var view = await call.WaitAsync(grains.GetGrain<IAppContextGrain>(address.Context!).GetAsync(CancellationToken.None), options.AnswerWithin);
        return view is not null && view.Host == new HostId(SiteId.Parse(address.Site!), address.Host!);
    }
}
