using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;

if (ServerCommand.IsFor(args))
{
    return await ServerCommand.RunAsync(args);
}

try
{
    return new BenchCommandLine().Read(args) is { } options
        ? await new Benchmark(options, Console.Out, Console.Error).RunAsync()
        : 0;
}
catch (BenchException fault)
{
    Console.Error.WriteLine($"QkdMec.Bench: {fault.Message}");
    return 1;
}
