using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>Trains all models and writes their files.</summary>
internal static class TrainCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="dataDirectory">The folder of the data.</param>
    /// <param name="outputDirectory">The folder for the models; each is written as Library/FUNCTION/NAME.onnx would be.</param>
    /// <param name="output">Receives the report.</param>
    /// <returns>0, or 1 when a model misses a floor.</returns>
    public static int Run(string dataDirectory, string outputDirectory, TextWriter output)
    {
        Directory.CreateDirectory(outputDirectory);
        var misses = 0;
        foreach (var task in ModelTasks.All)
        {
            output.WriteLine($"{task.Schema.Name}");
            var data = task.Load(dataDirectory);
            output.WriteLine($"  rows: {data.Train.Count} train, {data.Validation.Count} validation, {data.Test.Count} test");
            var model = ModelTrainer.Train(task, data, line => output.WriteLine("  " + line));
            File.WriteAllBytes(Path.Combine(outputDirectory, task.Schema.FileName), OnnxModelWriter.Write(model));
            misses += EvaluateCommand.Report(model, task, data.Test, output);
        }

        return misses == 0 ? 0 : 1;
    }
}
