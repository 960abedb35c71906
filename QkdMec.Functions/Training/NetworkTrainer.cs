using System.Collections.Immutable;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>Fits a network to the training part and stops by the validation part; it never sees the test part.</summary>
internal sealed class NetworkTrainer
{
    private readonly TrainingOptions options;
    private readonly TrainableLayer[] layers;
    private readonly SeededSequence chance;
    private readonly double[] input;
    private int step;

    public NetworkTrainer(ImmutableArray<int> widths, TrainingOptions options)
    {
        this.options = options;
        chance = new SeededSequence(options.Seed);
        layers = [.. Enumerable.Range(1, widths.Length - 1)
            .Select(index => new TrainableLayer(widths[index - 1], widths[index], index == widths.Length - 1, chance))];
        input = new double[widths[0]];
    }

    /// <summary>Trains a network that takes raw units.</summary>
    /// <param name="train">The part to fit.</param>
    /// <param name="validation">The part that decides when to stop.</param>
    /// <param name="report">Receives a line per epoch.</param>
    /// <returns>The network of the epoch with the lowest validation loss.</returns>
    public FeedForwardNetwork Train(DataSet train, DataSet validation, Action<string> report)
    {
        var standardisation = new Standardisation(train);
        var (standardTrain, standardValidation) = (standardisation.Apply(train), standardisation.Apply(validation));
        var order = Enumerable.Range(0, train.Count).ToArray();
        var (best, bestLoss, bestEpoch) = (Snapshot(standardisation), double.PositiveInfinity, 0);
        for (var epoch = 1; epoch <= options.MaximumEpochs && epoch - bestEpoch <= options.PatienceEpochs; epoch++)
        {
            RunEpoch(standardTrain, order);
            var loss = LossOf(standardValidation);
            report($"epoch {epoch}: validation loss {loss:F5}");
            if (loss < bestLoss)
            {
                (best, bestLoss, bestEpoch) = (Snapshot(standardisation), loss, epoch);
            }
        }

        return best;
    }

    private void RunEpoch(DataSet train, int[] order)
    {
        chance.Shuffle(order);
        foreach (var batch in order.Chunk(options.BatchSize))
        {
            foreach (var row in batch)
            {
                Learn(train.Features[row], train.Labels[row], train.Weights[row]);
            }

            step++;
            foreach (var layer in layers)
            {
                layer.Weights.Step(step, batch.Length, options.LearningRate, options.SquaredWeightPenalty);
                layer.Bias.Step(step, batch.Length, options.LearningRate, penalty: 0);
            }
        }
    }

    private void Learn(float[] features, float[] labels, float weight)
    {
        Forward(features, options.FeatureNoise);
        var last = layers[^1];
        for (var output = 0; output < labels.Length; output++)
        {
            // The derivative of the cross entropy by the sum before a logistic unit.
            last.Errors[output] = weight * (last.Outputs[output] - labels[output]);
        }

        for (var index = layers.Length - 1; index >= 0; index--)
        {
            layers[index].Backward(index == 0 ? input : layers[index - 1].Outputs, index == 0 ? null : layers[index - 1]);
        }
    }

    private void Forward(float[] features, double noise)
    {
        for (var index = 0; index < input.Length; index++)
        {
            input[index] = features[index] + (noise > 0 ? noise * chance.NextNormal() : 0);
        }

        var current = input;
        foreach (var layer in layers)
        {
            layer.Forward(current);
            current = layer.Outputs;
        }
    }

    private double LossOf(DataSet data)
    {
        double sum = 0;
        for (var row = 0; row < data.Count; row++)
        {
            Forward(data.Features[row], noise: 0);
            sum += data.Weights[row] * CrossEntropy(layers[^1].Outputs, data.Labels[row]);
        }

        return sum / data.Weights.Sum();
    }

    private static double CrossEntropy(double[] outputs, float[] labels)
    {
        double sum = 0;
        for (var output = 0; output < labels.Length; output++)
        {
            var probability = labels[output] > 0.5f ? outputs[output] : 1 - outputs[output];
            sum -= Math.Log(Math.Max(probability, 1e-12));
        }

        return sum;
    }

    private FeedForwardNetwork Snapshot(Standardisation standardisation)
    {
        var dense = layers.Select(layer => layer.ToDenseLayer()).ToArray();
        dense[0] = standardisation.FoldInto(dense[0]);
        return new FeedForwardNetwork([.. dense]);
    }
}
