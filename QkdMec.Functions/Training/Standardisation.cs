using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>Mean and deviation of each feature in the training part.</summary>
internal sealed class Standardisation
{
    private readonly double[] means;
    private readonly double[] deviations;

    public Standardisation(DataSet train)
    {
        var width = train.Features[0].Length;
        means = [.. Enumerable.Range(0, width).Select(feature => train.Features.Average(row => (double)row[feature]))];
        deviations = [.. Enumerable.Range(0, width).Select(feature => DeviationOf(train, feature))];
    }

    public DataSet Apply(DataSet data) => data with { Features = [.. data.Features.Select(Apply)] };

    /// <summary>Moves the standardisation into the layer, so that it takes raw units: w x' = (w / d) x - w m / d.</summary>
    /// <param name="layer">A layer that takes standardised values.</param>
    /// <returns>A layer that takes raw values and gives the same.</returns>
    public DenseLayer FoldInto(DenseLayer layer)
    {
        var weights = layer.Weights.ToArray();
        var bias = layer.Bias.ToArray();
        for (var output = 0; output < bias.Length; output++)
        {
            double shift = 0;
            for (var input = 0; input < layer.InputCount; input++)
            {
                var scaled = layer.WeightsOf(output)[input] / deviations[input];
                weights[(output * layer.InputCount) + input] = (float)scaled;
                shift += scaled * means[input];
            }

            bias[output] = (float)(bias[output] - shift);
        }

        return new DenseLayer(weights, bias);
    }

    private float[] Apply(float[] row) => [.. row.Select((value, feature) => (float)((value - means[feature]) / deviations[feature]))];

    private double DeviationOf(DataSet train, int feature)
    {
        var deviation = Math.Sqrt(train.Features.Average(row => Math.Pow(row[feature] - means[feature], 2)));
        return deviation > 1e-9 ? deviation : 1;
    }
}
