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

    /// <summary>Trains a network that takes raw units and stops by the validation part.</summary>
    /// <param name="train">The part to fit.</param>
    /// <param name="validation">The part that decides when to stop.</param>
    /// <param name="report">Receives a line per epoch.</param>
    /// <returns>The network of the epoch with the lowest validation loss, and that loss.</returns>
    public (FeedForwardNetwork Network, double Loss) Train(DataSet train, DataSet validation, Action<string> report)
    {
        var standardisation = new Standardisation(train);
        var standardTrain = standardisation.Apply(train);
        var order = Enumerable.Range(0, train.Count).ToArray();
        var (best, bestLoss, bestEpoch) = (Snapshot(standardisation), double.PositiveInfinity, 0);
        for (var epoch = 1; epoch <= options.MaximumEpochs && epoch - bestEpoch <= options.PatienceEpochs; epoch++)
        {
            RunEpoch(standardTrain, order);
            var network = Snapshot(standardisation);
            var loss = CrossEntropy.Of(network, validation);
            report($"epoch {epoch}: validation loss {loss:F5}");
            if (loss < bestLoss)
            {
                (best, bestLoss, bestEpoch) = (network, loss, epoch);
            }
        }

        return (best, bestLoss);
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

            Step(batch.Length);
        }
    }

    private void Step(int rows)
    {
        step++;
        foreach (var layer in layers)
        {
            layer.Weights.Step(step, rows, options.LearningRate, options.SquaredWeightPenalty);
            layer.Bias.Step(step, rows, options.LearningRate, penalty: 0);
        }
    }

    private void Learn(float[] features, float[] labels, float weight)
    {
        Forward(features);
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

    private void Forward(float[] features)
    {
        for (var index = 0; index < input.Length; index++)
        {
            input[index] = features[index];
        }

        var current = input;
        foreach (var layer in layers)
        {
            layer.Forward(current);
            current = layer.Outputs;
        }
    }

    private FeedForwardNetwork Snapshot(Standardisation standardisation)
    {
        var dense = layers.Select(layer => layer.ToDenseLayer()).ToArray();
        dense[0] = standardisation.FoldInto(dense[0]);
        return new FeedForwardNetwork([.. dense]);
    }
}
