using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Destroys shared keys that expired or that all their SAEs fetched, as long as there are any.</summary>
internal sealed class SharedKeySweep : IDisposable
{
    private readonly Lock gate = new();
    private readonly KeyDeliverySite site;
    private readonly TimeSpan repeatWindow;
    private readonly TimeSpan period;
    private readonly ILogger log;
    private readonly ITimer timer;
    private bool isArmed = true;
    private bool closed;

    public SharedKeySweep(KeyDeliverySite site, TimeSpan repeatWindow, TimeSpan period, ILogger log)
    {
        (this.site, this.repeatWindow, this.period, this.log) = (site, repeatWindow, period, log);
        // What an earlier process left is swept even if nobody shares a key again.
        timer = site.Time.CreateTimer(_ => _ = RunAsync(), null, period, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is something to sweep.</summary>
    public void Arm()
    {
        lock (gate)
        {
            if (!isArmed && !closed)
            {
                isArmed = timer.Change(period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            timer.Dispose();
        }
    }

    private async Task RunAsync()
    {
        lock (gate)
        {
            isArmed = false;
            if (closed)
            {
                return;
            }
        }

        var now = site.Time.GetUtcNow();
        try
        {
            if (await site.Vault.SharedKeys.SweepAsync(now, now - repeatWindow, CancellationToken.None) > 0)
            {
                Arm();
            }
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, site.Kme.Kme);
            Arm();
        }
    }
}
