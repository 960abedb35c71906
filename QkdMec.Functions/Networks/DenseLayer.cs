using System.Numerics.Tensors;

namespace QkdMec.Functions.Networks;

/// <summary>One fully connected layer, y = W x + b, with the weights of an output side by side.</summary>
internal sealed class DenseLayer
{
    private readonly float[] weights;
    private readonly float[] bias;

    /// <summary>Makes a layer.</summary>
    /// <param name="weights">Outputs times inputs weights, one output after the other.</param>
    /// <param name="bias">One value per output.</param>
    public DenseLayer(float[] weights, float[] bias)
    {
        ArgumentOutOfRangeException.ThrowIfZero(bias.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length % bias.Length, 0);
        this.weights = weights;
        this.bias = bias;
        InputCount = weights.Length / bias.Length;
    }

    public int InputCount { get; }

    public int OutputCount => bias.Length;

    public ReadOnlySpan<float> Weights => weights;

    public ReadOnlySpan<float> Bias => bias;

    public ReadOnlySpan<float> WeightsOf(int output) => weights.AsSpan(output * InputCount, InputCount);

    public void Apply(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var index = 0; index < OutputCount; index++)
        {
            output[index] = TensorPrimitives.Dot(WeightsOf(index), input) + bias[index];
        }
    }
}
