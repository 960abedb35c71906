namespace QkdMec.Bench.Loads;

/// <summary>One connection's work in a round.</summary>
internal interface IBenchClient : IDisposable
{
    /// <summary>Does one unit of work, from request to checked answer. False: nothing is prepared any more.</summary>
    /// <exception cref="Running.BenchException">The answer is not what the path measures.</exception>
    ValueTask<bool> StepAsync();
}
