using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Telemetry.Exporting;

/// <summary>
/// The log of a process, and what it sends to a collector (ADR 0030). Everything is queued in memory, bounded, and sent by threads of its own: a
/// collector that is slow or away costs what does not fit, never a request.
/// </summary>
public sealed class ProcessTelemetry : IDisposable
{
    /// <summary>The process ends within 10 s, most of which belong to the requests in flight.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly List<IDisposable> senders = [];

    private ProcessTelemetry(ILoggerFactory logging) => Logging = logging;

    /// <summary>Where the process logs.</summary>
    public ILoggerFactory Logging { get; }

    /// <summary>Starts logging, and sending where the environment names a collector.</summary>
    /// <param name="identity">Who sends.</param>
    /// <param name="format">How the console's lines look.</param>
    /// <param name="environment">An environment variable by its name; by default the process's own.</param>
    /// <exception cref="TelemetryException">A variable has a value that cannot be used.</exception>
    public static ProcessTelemetry Start(ProcessIdentity identity, LogFormat format, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var signals = ExportedSignals.Read(environment);
        var sampler = SamplerChoice.Read(environment);
        var resource = identity.ToResource($"{Guid.NewGuid()}");
        var telemetry = new ProcessTelemetry(LoggerFactory.Create(logging =>
        {
            ConsoleLog.AddTo(logging, format);
            if (signals.Logs)
            {
                logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter());
            }
        }));
        telemetry.Send(signals, sampler, resource);
        return telemetry;
    }

    /// <summary>Sends what is queued, as far as a collector takes it in time.</summary>
    public void Dispose()
    {
        // Each of them waits for its collector by itself; the threads that still wait at the end are left behind.
        var last = senders.Append(Logging).Select(sender => Task.Run(sender.Dispose)).ToArray();
        Task.WaitAll(last, LastWords);
    }

    private void Send(ExportedSignals signals, Sampler sampler, ResourceBuilder resource)
    {
        if (signals.Traces)
        {
            senders.Add(Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).SetSampler(new RequestSampler(sampler))
                .AddSource(TelemetryNames.Sources).AddOtlpExporter().Build());
        }

        if (signals.Metrics)
        {
            senders.Add(Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(TelemetryNames.Meters).AddOtlpExporter().Build());
        }

        if (signals.Any)
        {
            senders.Add(new ExportFaults(Logging));
        }
    }
}
