using QkdMec.Functions.Networks;
using QkdMec.Functions.Training;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does training learn, repeat itself, and keep the parts of the data apart?</summary>
public sealed class TrainingTests
{
    private static readonly TrainingOptions Options = new() { Seed = 3, MaximumEpochs = 60, LearningRate = 0.01 };

    [Fact]
    public void Train_OnExclusiveOr_LearnsItInRawUnits()
    {
        var network = new NetworkTrainer([2, 8, 1], Options).Train(ExclusiveOr(1), ExclusiveOr(2), _ => { }).Network;

        var test = ExclusiveOr(4);
        var wrong = Enumerable.Range(0, test.Count).Count(row => Predict(network, test.Features[row]) >= 0.5f != test.Labels[row][0] > 0.5f);
        Assert.InRange(wrong, 0, test.Count / 20);
    }

    [Fact]
    public void Train_WithTheSameSeed_GivesTheSameWeights()
    {
        var first = new NetworkTrainer([2, 8, 1], Options).Train(ExclusiveOr(1), ExclusiveOr(2), _ => { }).Network;
        var second = new NetworkTrainer([2, 8, 1], Options).Train(ExclusiveOr(1), ExclusiveOr(2), _ => { }).Network;
        var other = new NetworkTrainer([2, 8, 1], Options with { Seed = 4 }).Train(ExclusiveOr(1), ExclusiveOr(2), _ => { }).Network;

        Assert.Equal(WeightsChecksum.Of(first), WeightsChecksum.Of(second));
        Assert.NotEqual(WeightsChecksum.Of(first), WeightsChecksum.Of(other));
    }

    [Fact]
    public void Train_WhenValidationStopsImproving_EndsEarly()
    {
        var epochs = 0;
        var train = new DataSet([[1f], [2f], [3f], [4f]], [[0f], [0f], [1f], [1f]]);
        var contrary = train with { Labels = [[1f], [1f], [0f], [0f]] };

        _ = new NetworkTrainer([1, 4, 1], Options with { PatienceEpochs = 2 }).Train(train, contrary, _ => epochs++);

        Assert.InRange(epochs, 3, 10);
    }

    [Fact]
    public void Train_WhenARowWeighsMore_PredictsItsLabelMoreOften()
    {
        var even = new DataSet([[0f], [0f]], [[0f], [1f]]);

        var network = new NetworkTrainer([1, 2, 1], Options with { MaximumEpochs = 1000, PatienceEpochs = 1000, SquaredWeightPenalty = 0 })
            .Train(even with { Weights = [1f, 3f] }, even with { Weights = [1f, 3f] }, _ => { }).Network;

        Assert.Equal(0.75, Predict(network, [0f]), 0.01);
    }

    [Fact]
    public void Fold_OfStandardisation_GivesTheSameSums()
    {
        var data = new DataSet([[10f, -3f, 5f], [14f, -1f, 5f], [18f, -8f, 5f]], [[0f], [0f], [1f]]);
        var standardisation = new Standardisation(data);
        var layer = new DenseLayer([0.5f, -1f, 2f, 1f, 3f, -2f], [0.1f, -0.2f]);
        var (standard, raw) = (new float[2], new float[2]);

        layer.Apply(standardisation.Apply(data).Features[1], standard);
        standardisation.FoldInto(layer).Apply(data.Features[1], raw);

        Assert.All(standard.Zip(raw), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Parts_FollowTheFirstByteOfTheHash()
    {
        var parts = Enumerable.Range(0, 5000).Select(row => DataParts.Of("cardio", row)).ToArray();

        // 51 of 256 and 26 of 256 byte values.
        Assert.InRange(parts.Count(part => part == DataPart.Test) / 5000.0, 0.18, 0.22);
        Assert.InRange(parts.Count(part => part == DataPart.Validation) / 5000.0, 0.085, 0.12);
        Assert.NotEqual(parts, Enumerable.Range(0, 5000).Select(row => DataParts.Of("covid", row)));
    }

    [Fact]
    public void Split_WhenTheFileSaysOtherwise_Throws()
    {
        var data = new DataSet([[1f]], [[0f]]);
        var right = (float)DataParts.Of("cardio", 0);

        Assert.Equal(1, Count(SplitDataSet.ByHash(data, "cardio", [right])));
        Assert.Throws<InvalidDataException>(() => SplitDataSet.ByHash(data, "cardio", [right + 1]));

        static int Count(SplitDataSet split) => split.Train.Count + split.Validation.Count + split.Test.Count;
    }

    private static float Predict(FeedForwardNetwork network, float[] features)
    {
        var output = new float[1];
        network.Evaluate(features, output);
        return output[0];
    }

    private static DataSet ExclusiveOr(ulong seed)
    {
        var chance = new SeededSequence(seed);
        var rows = Enumerable.Range(0, 1000).Select(_ => new[] { (float)(100 + (10 * chance.NextUnit())), (float)(chance.NextUnit() / 100) }).ToArray();
        return new DataSet(rows, [.. rows.Select(row => new[] { row[0] > 105 != row[1] > 0.005 ? 1f : 0f })]);
    }
}
