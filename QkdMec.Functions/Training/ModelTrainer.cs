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
        var network = Fit(task.Schema.Widths, task.Options, data, report);
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

    /// <summary>Fits a network; the test part has no part in it.</summary>
    /// <param name="widths">Widths of the layers.</param>
    /// <param name="options">How.</param>
    /// <param name="data">The parts.</param>
    /// <param name="report">Receives a line per epoch.</param>
    /// <returns>The network.</returns>
    public static FeedForwardNetwork Fit(ImmutableArray<int> widths, TrainingOptions options, SplitDataSet data, Action<string> report)
    {
        var trials = Enumerable.Range(0, options.Trials)
            .Select(trial => new NetworkTrainer(widths, options with { Seed = options.Seed + (ulong)trial }).Train(data.Train, data.Validation, report));
        return trials.MinBy(trial => trial.Loss).Network;
    }

    private static ImmutableArray<float> Extremes(DataSet train, Func<IEnumerable<float>, float> choose) =>
        [.. Enumerable.Range(0, train.Features[0].Length).Select(feature => choose(train.Features.Select(row => row[feature])))];
}
