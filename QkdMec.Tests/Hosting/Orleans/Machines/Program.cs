namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Runs the tests, or <c>machines [--faults N] [--seed N] [--minutes N] [--without KINDS]</c>: the product on five machines with faults.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments) => arguments is ["machines", .. var options]
        ? await MachinesCommand.RunAsync(options)
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
}
