namespace QkdMec.Client.Saes;

/// <summary>Repeats what the edge did not take, for as long as a machine of it takes to restart.</summary>
/// <param name="time">The clock.</param>
/// <param name="within">For how long; zero repeats nothing.</param>
internal sealed class EdgePatience(TimeProvider time, TimeSpan within)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Tries until something else comes than a refusal after which nothing has happened at the edge.</summary>
    /// <param name="attempt">Tries once.</param>
    /// <param name="refused">Whether the edge did not take it, but may soon; and when at the earliest, if it said so.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<T> TryAsync<T>(Func<Task<T>> attempt, Func<T, (bool IsPassing, TimeSpan? RetryAfter)> refused, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Shorter(2 * pause, LongestPause))
        {
            var outcome = await attempt();
            var (isPassing, retryAfter) = refused(outcome);
            var wait = retryAfter > pause ? retryAfter.Value : pause;
            if (!isPassing || time.GetElapsedTime(began) + wait > within)
            {
                return outcome;
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
