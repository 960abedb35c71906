namespace QkdMec.Bench.Running;

/// <summary>Measures the chosen paths, one after the other, each with servers of its own.</summary>
internal sealed class Benchmark(BenchOptions options, TextWriter output, TextWriter errors)
{
    /// <summary>Runs them. 0: every path has a figure; 1: one is void or failed, and standard error says why.</summary>
    public async Task<int> RunAsync()
    {
        var exitCode = 0;
        foreach (var name in options.Paths)
        {
            try
            {
                var comparison = BenchPaths.Make(name, options.Scale);
                var (ratio, detail) = comparison.Tell(new PathFigures(name, await new PairedRounds(comparison, options).RunAsync()));
                await output.WriteLineAsync(ratio);
                await errors.WriteLineAsync(detail);
            }
            catch (BenchException fault)
            {
                exitCode = 1;
                await errors.WriteLineAsync($"{name}: {fault.Message}");
            }
        }

        return exitCode;
    }
}
