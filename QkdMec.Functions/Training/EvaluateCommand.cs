using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;
using QkdMec.Functions.Training.Wfdb;

namespace QkdMec.Functions.Training;

/// <summary>Prints what the embedded models reach on the held-out data.</summary>
internal static class EvaluateCommand
{
    private const string RawFolder = "mitbih_raw";

    /// <summary>Runs the command.</summary>
    /// <param name="dataDirectory">The folder of the data.</param>
    /// <param name="output">Receives the report.</param>
    /// <returns>0, or 1 when a model misses a floor.</returns>
    public static int Run(string dataDirectory, TextWriter output)
    {
        var misses = 0;
        foreach (var task in ModelTasks.All)
        {
            output.WriteLine(task.Schema.Name);
            misses += Report(OnnxModelReader.ReadEmbedded(task.Schema), task, task.Load(dataDirectory).Test, output);
        }

        ReportBatches(Path.Combine(dataDirectory, RawFolder), output);
        return misses == 0 ? 0 : 1;
    }

    /// <summary>Prints the figures of one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="task">Its floors.</param>
    /// <param name="test">The held-out part.</param>
    /// <param name="output">Receives the report.</param>
    /// <returns>The number of floors missed.</returns>
    public static int Report(TrainedModel model, ModelTask task, DataSet test, TextWriter output)
    {
        var report = HeldOutReport.Of(model.Network, task, test);
        output.WriteLine($"  version {model.Facts.Version}, network {model.Network.Shape}, weights {model.WeightsSha256}");
        foreach (var (name, metrics) in report.Outputs)
        {
            output.WriteLine($"  held out ({test.Count} rows) {name}: {metrics}");
        }

        foreach (var miss in report.Misses)
        {
            output.WriteLine($"  MISSED {miss}");
        }

        return report.Misses.Count;
    }

    private static void ReportBatches(string folder, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var network = OnnxModelReader.ReadEmbedded(EcgMonitorModel.Schema).Network;
        output.WriteLine("ecg-monitor on raw records in batches of 10 s");
        foreach (var file in Directory.GetFiles(folder, "*.dat").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            output.WriteLine($"  record {name}: {BatchEvaluation.Of(WfdbRecord.Read(folder, name), network)}");
        }
    }
}
