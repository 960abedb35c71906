using System.CommandLine;
using QkdMec.Functions.Training;

namespace QkdMec.Functions;

/// <summary>The command line that trains and evaluates the built-in networks.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder of the training data, see docs/functions.md.", Required = true };
        data.AcceptExistingOnly();
        var models = new Option<DirectoryInfo>("--out") { Description = "Folder that the models are written to.", Required = true };
        var train = new Command("train", "Trains all networks, writes them as ONNX files and prints their held-out figures.") { data, models };
        train.SetAction(parsed => TrainCommand.Run(
            parsed.GetRequiredValue(data).FullName, parsed.GetRequiredValue(models).FullName, Console.Out));
        var evaluate = new Command("evaluate", "Prints the held-out figures of the networks in this build; exit code 1 when one misses its floor.") { data };
        evaluate.SetAction(parsed => EvaluateCommand.Run(parsed.GetRequiredValue(data).FullName, Console.Out));
        return new RootCommand("QkdMec's built-in functions: training and evaluation.") { train, evaluate }.Parse(arguments).Invoke();
    }
}
