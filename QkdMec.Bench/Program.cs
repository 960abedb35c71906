using QkdMec.Bench.Memory;
using QkdMec.Bench.Relocations;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;

if (ServerCommand.IsFor(args))
{
    return await ServerCommand.RunAsync(args);
}

try
{
    if (args is [MemoryCommandLine.Name, .. var rest])
    {
        return new MemoryCommandLine().Read(rest) is { } load ? await new MemoryRun(load, Console.Out, Console.Error).RunAsync() : 0;
    }

    if (args is [RelocationCommandLine.Name, .. var behind])
    {
        return new RelocationCommandLine().Read(behind) is { } contexts ? await new RelocationRun(contexts, Console.Out, Console.Error).RunAsync() : 0;
    }

    return new BenchCommandLine().Read(args) is { } options
        ? await new Benchmark(options, Console.Out, Console.Error).RunAsync()
        : 0;
}
catch (BenchException fault)
{
    Console.Error.WriteLine($"QkdMec.Bench: {fault.Message}");
    return 1;
}
