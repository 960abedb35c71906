namespace QkdMec.Tests.Hosting;

/// <summary>Waits of a client for silos that came or went, by calls instead of by time.</summary>
internal static class ClientWaiting
{
    /// <summary>Calls until a silo answers.</summary>
    public static async Task WaitForGatewayAsync(this IGrainFactory grains)
    {
        while (!await grains.LookAroundAsync())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Makes a silo read the list of members again; false when none answered.</summary>
    public static async Task<bool> LookAroundAsync(this IGrainFactory grains)
    {
        try
        {
            await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
            return true;
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
