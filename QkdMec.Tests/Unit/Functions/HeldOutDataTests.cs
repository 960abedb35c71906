using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;
using QkdMec.Functions.Training;
using QkdMec.Functions.Training.Wfdb;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Do the models in this build reach their floors on data that had no part in their training?</summary>
public sealed class HeldOutDataTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("cardio-risk")]
    [InlineData("covid-risk")]
    [InlineData("ecg-monitor")]
    public void Model_OnTheHeldOutPart_ReachesEveryFloor(string name)
    {
        var folder = TrainingData.Folder;
        var task = ModelTasks.All.Single(task => task.Schema.Name == name);
        var model = OnnxModelReader.ReadEmbedded(task.Schema);

        var report = HeldOutReport.Of(model.Network, task, task.Load(folder).Test);

        output.WriteLine($"{name} {model.Facts.Version}: {report}");
        Assert.Empty(report.Misses);
    }

    [Theory]
    [InlineData("100", 0.99, 0.99)]
    [InlineData("200", 0.97, 0.97)]
    [InlineData("233", 0.97, 0.97)]
    public void EcgMonitor_OnBatchesOfARealRecord_FindsItsBeats(string name, double sensitivity, double predictivity)
    {
        var record = WfdbRecord.Read(Path.Combine(TrainingData.Folder, "mitbih_raw"), name);

        var evaluation = BatchEvaluation.Of(record, OnnxModelReader.ReadEmbedded(EcgMonitorModel.Schema).Network);

        output.WriteLine($"record {name}: {evaluation}");
        Assert.InRange(evaluation.Sensitivity, sensitivity, 1);
        Assert.InRange(evaluation.PositivePredictivity, predictivity, 1);
        var (found, missed, alarms) = (evaluation.Ventricular.Hits, evaluation.Ventricular.Misses, evaluation.Ventricular.FalseAlarms);
        Assert.InRange(found, 0.8 * (found + missed), double.MaxValue);
        Assert.InRange(alarms, 0, 0.02 * evaluation.MatchedBeats);
    }
}
