using System.Collections.Immutable;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>Trains a model and describes it for its file.</summary>
internal static class ModelTrainer
{
    /// <summary>Trains a model.</summary>
    /// <param name="task">Which.</param>
    /// <param name="data">Its data.</param>
    /// <param name="report">Receives a line per epoch.</param>
    /// <returns>The model.</returns>
    public static TrainedModel Train(ModelTask task, SplitDataSet data, Action<string> report)
    {
        var network = new NetworkTrainer(task.Schema.Widths, task.Options).Train(data.Train, data.Validation, report);
        var facts = new ModelFacts
        {
            Version = task.Version,
            Provenance = task.Provenance,
            HeldOut = HeldOutReport.Of(network, task, data.Test).ToString(),
            FeatureMinima = Extremes(data.Train, Enumerable.Min),
            FeatureMaxima = Extremes(data.Train, Enumerable.Max),
        };
        return new TrainedModel(task.Schema, facts, network);
    }

    private static ImmutableArray<float> Extremes(DataSet train, Func<IEnumerable<float>, float> choose) =>
        [.. Enumerable.Range(0, train.Features[0].Length).Select(feature => choose(train.Features.Select(row => row[feature])))];
}
