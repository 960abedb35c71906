using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Fakes;

/// <summary>A worker and the link of the MEC host <c>sae-edge-1</c> to it.</summary>
internal sealed class WorkerEnd : IDisposable
{
    public static readonly SaeId Host = new("sae-edge-1");

    private readonly WorkerInstruments instruments = new();
    private readonly IFunctionRuntime functions;
    private readonly SharedKeys keys;
    private readonly TimeProvider time;

    public WorkerEnd(IFunctionRuntime functions, SharedKeys? keys = null, string name = "sae-worker-1", TimeProvider? time = null, Func<WorkerOptions, WorkerOptions>? options = null)
    {
        // A clock that stands still, unless a test has one of its own: nothing is over however slow the machine is.
        (this.functions, this.keys, this.time) = (functions, keys ?? new SharedKeys(), time ?? new ManualTimeProvider());
        var standard = new WorkerOptions { Sae = new SaeId(name), Hosts = [Host] };
        Options = options?.Invoke(standard) ?? standard;
        Desk = NewDesk();
        Channel = new DeskChannel(Desk, Host);
    }

    public WorkerOptions Options { get; }

    public WorkerDesk Desk { get; private set; }

    public DeskChannel Channel { get; }

    /// <summary>The worker ends and another process takes its place: what was in memory is gone.</summary>
    public void Restart()
    {
        Desk.Dispose();
        Channel.Desk = Desk = NewDesk();
    }

    /// <summary>The host's end.</summary>
    /// <param name="channel">How it reaches the worker; directly by default.</param>
    /// <param name="policy">When it gets new keys.</param>
    public WorkerLink NewLink(IWorkerChannel? channel = null, KeyPolicy? policy = null) => new(
        new WorkerLinkOptions { Host = Host, Worker = Options.Sae, Keys = policy ?? new KeyPolicy() }, keys.Of(Host.Value), channel ?? Channel, Guid.NewGuid(), time);

    /// <summary>The runtime of a host with these workers.</summary>
    public static WorkerFunctions RuntimeOf(IFunctionRuntime known, IActivationJournal journal, FunctionRuntimeOptions limits, params WorkerLink[] links) =>
        new(links, known, limits, journal, new WorkerInstruments(), NullLogger<WorkerFunctions>.Instance);

    /// <summary>The runtime of a host with these workers and the usual limits.</summary>
    public static WorkerFunctions RuntimeOf(IFunctionRuntime known, params WorkerLink[] links) =>
        RuntimeOf(known, new ActivationJournal(Microsoft.Extensions.Options.Options.Create(new FunctionRuntimeOptions())), new FunctionRuntimeOptions(), links);

    public void Dispose()
    {
        Desk.Dispose();
        instruments.Dispose();
    }

    private WorkerDesk NewDesk() => new(Options, keys.Of(Options.Sae.Value), functions, instruments, time);
}
