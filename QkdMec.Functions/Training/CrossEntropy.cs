using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>The loss that training lowers: the mean surprise at the labels, in nats.</summary>
internal static class CrossEntropy
{
    // A surprise without bound would let one row decide.
    private const double SmallestProbability = 1e-7;

    public static double Of(FeedForwardNetwork network, DataSet data)
    {
        var outputs = new float[network.OutputCount];
        double sum = 0;
        for (var row = 0; row < data.Count; row++)
        {
            network.Evaluate(data.Features[row], outputs);
            for (var output = 0; output < outputs.Length; output++)
            {
                double probability = data.Labels[row][output] > 0.5f ? outputs[output] : 1 - outputs[output];
                sum -= data.Weights[row] * Math.Log(Math.Max(probability, SmallestProbability));
            }
        }

        return sum / data.Weights.Sum();
    }
}
