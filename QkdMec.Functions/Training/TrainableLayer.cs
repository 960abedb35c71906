using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>A fully connected layer with its gradients. Sums run in a fixed order, so that training repeats bit by bit.</summary>
internal sealed class TrainableLayer
{
    private readonly bool isLast;

    public TrainableLayer(int inputCount, int outputCount, bool isLast, SeededSequence chance)
    {
        this.isLast = isLast;
        InputCount = inputCount;
        Weights = new AdamParameters(inputCount * outputCount);
        Bias = new AdamParameters(outputCount);
        Outputs = new double[outputCount];
        Errors = new double[outputCount];
        var scale = Math.Sqrt(2.0 / inputCount);
        for (var index = 0; index < Weights.Values.Length; index++)
        {
            Weights.Values[index] = scale * chance.NextNormal();
        }
    }

    public int InputCount { get; }

    public AdamParameters Weights { get; }

    public AdamParameters Bias { get; }

    /// <summary>The activations of the latest row.</summary>
    public double[] Outputs { get; }

    /// <summary>The loss's derivative by each sum of the latest row, before the activation.</summary>
    public double[] Errors { get; }

    public void Forward(ReadOnlySpan<double> input)
    {
        for (var output = 0; output < Outputs.Length; output++)
        {
            var row = Weights.Values.AsSpan(output * InputCount, InputCount);
            var sum = Bias.Values[output];
            for (var index = 0; index < row.Length; index++)
            {
                sum += row[index] * input[index];
            }

            Outputs[output] = isLast ? 1 / (1 + Math.Exp(-sum)) : Math.Max(0, sum);
        }
    }

    /// <summary>Adds the row's gradients and hands the errors down to the layer below.</summary>
    /// <param name="input">What the layer was given.</param>
    /// <param name="below">The layer that gave it, or null for the first.</param>
    public void Backward(ReadOnlySpan<double> input, TrainableLayer? below)
    {
        below?.Errors.AsSpan().Clear();
        for (var output = 0; output < Outputs.Length; output++)
        {
            var error = Errors[output];
            if (error == 0)
            {
                continue;
            }

            Bias.Gradients[output] += error;
            AddGradients(output, error, input);
            HandDown(output, error, below);
        }
    }

    public DenseLayer ToDenseLayer() =>
        new([.. Weights.Values.Select(value => (float)value)], [.. Bias.Values.Select(value => (float)value)]);

    private void AddGradients(int output, double error, ReadOnlySpan<double> input)
    {
        var gradients = Weights.Gradients.AsSpan(output * InputCount, InputCount);
        for (var index = 0; index < gradients.Length; index++)
        {
            gradients[index] += error * input[index];
        }
    }

    private void HandDown(int output, double error, TrainableLayer? below)
    {
        if (below is null)
        {
            return;
        }

        var row = Weights.Values.AsSpan(output * InputCount, InputCount);
        for (var index = 0; index < row.Length; index++)
        {
            // A rectified unit that gave nothing has no derivative.
            below.Errors[index] += below.Outputs[index] > 0 ? error * row[index] : 0;
        }
    }
}
