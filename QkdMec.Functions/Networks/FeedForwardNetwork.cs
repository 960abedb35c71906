using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace QkdMec.Functions.Networks;

/// <summary>Fully connected layers with rectified hidden units and logistic outputs. Immutable; safe on several threads.</summary>
internal sealed class FeedForwardNetwork
{
    /// <summary>The widest layer that the working memory on the stack is sized for.</summary>
    public const int WidestLayer = 256;

    private readonly ImmutableArray<DenseLayer> layers;

    public FeedForwardNetwork(ImmutableArray<DenseLayer> layers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(layers.Length);
        for (var index = 1; index < layers.Length; index++)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(layers[index].InputCount, layers[index - 1].OutputCount);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers.Max(layer => Math.Max(layer.InputCount, layer.OutputCount)), WidestLayer);
        this.layers = layers;
    }

    public ImmutableArray<DenseLayer> Layers => layers;

    public int InputCount => layers[0].InputCount;

    public int OutputCount => layers[^1].OutputCount;

    /// <summary>The widths of all layers, such as 11-16-8-1.</summary>
    public string Shape => string.Join('-', Widths);

    /// <summary>The number of inputs, then the number of outputs of each layer.</summary>
    public IEnumerable<int> Widths => layers.Select(layer => layer.OutputCount).Prepend(InputCount);

    /// <summary>Evaluates the network once; the working memory is overwritten.</summary>
    /// <param name="input">One value per input, in raw units.</param>
    /// <param name="output">Receives one probability per output.</param>
    public void Evaluate(ReadOnlySpan<float> input, Span<float> output)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, InputCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(output.Length, OutputCount);
        Span<float> memory = stackalloc float[2 * WidestLayer];
        var current = memory[..InputCount];
        input.CopyTo(current);
        for (var index = 0; index < layers.Length; index++)
        {
            var start = index % 2 == 0 ? WidestLayer : 0;
            var next = memory.Slice(start, layers[index].OutputCount);
            layers[index].Apply(current, next);
            Activate(next, isLast: index == layers.Length - 1);
            current = next;
        }

        current.CopyTo(output);
        memory.Clear();
    }

    private static void Activate(Span<float> values, bool isLast)
    {
        if (isLast)
        {
            TensorPrimitives.Sigmoid(values, values);
        }
        else
        {
            TensorPrimitives.Max(values, 0f, values);
        }
    }
}
