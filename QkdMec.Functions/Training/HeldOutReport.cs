using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>How a model does on the held-out part of its data.</summary>
/// <param name="Outputs">Name and figures of each output.</param>
/// <param name="Misses">What it should reach and does not.</param>
internal sealed record HeldOutReport(IReadOnlyList<(string Name, BinaryMetrics Metrics)> Outputs, IReadOnlyList<string> Misses)
{
    public static HeldOutReport Of(FeedForwardNetwork network, ModelTask task, DataSet test)
    {
        var predictions = test.Features.Select(features => Predict(network, features)).ToArray();
        var outputs = task.Schema.Outputs.Select((name, output) => (name, MetricsOf(predictions, test, output))).ToArray();
        var misses = task.Floors.SelectMany(floor => floor.Misses(outputs.Single(output => output.name == floor.Output).Item2));
        return new HeldOutReport(outputs, [.. misses, .. task.FurtherMisses(predictions)]);
    }

    public override string ToString() => string.Join("; ", Outputs.Select(output => $"{output.Name}: {output.Metrics}"));

    private static float[] Predict(FeedForwardNetwork network, float[] features)
    {
        var probabilities = new float[network.OutputCount];
        network.Evaluate(features, probabilities);
        return probabilities;
    }

    private static BinaryMetrics MetricsOf(float[][] predictions, DataSet test, int output) => BinaryMetrics.Of(
        [.. predictions.Select(prediction => prediction[output])],
        [.. test.Labels.Select(labels => labels[output] > 0.5f)]);
}
