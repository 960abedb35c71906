using System.Collections.Immutable;
using QkdMec.Functions.Networks;
using QkdMec.Functions.Training;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does the fast evaluation give what the plain sums give?</summary>
public sealed class NetworkTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(11, 16, 8, 1)]
    [InlineData(13, 32, 16, 2)]
    [InlineData(36, 32, 16, 1)]
    [InlineData(3, 256, 7)]
    public void Evaluate_GivesWhatPlainSumsGive(params int[] widths)
    {
        var chance = new SeededSequence(7);
        var network = RandomNetwork(widths, chance);
        for (var run = 0; run < 50; run++)
        {
            float[] input = [.. Enumerable.Range(0, widths[0]).Select(_ => (float)chance.NextNormal())];
            var output = new float[network.OutputCount];

            network.Evaluate(input, output);

            var expected = PlainSums(network, input);
            Assert.All(output.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }
    }

    [Fact]
    public void Evaluate_WhenWidthsDiffer_Throws()
    {
        var network = RandomNetwork([2, 1], new SeededSequence(1));

        Assert.Throws<ArgumentOutOfRangeException>(() => network.Evaluate(new float[3], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Evaluate(new float[2], new float[2]));
    }

    [Fact]
    public void New_WhenLayersDoNotFit_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeedForwardNetwork([new(new float[6], new float[2]), new(new float[3], new float[1])]));

    [Fact]
    public void Shape_NamesAllWidths() => Assert.Equal("11-16-8-1", RandomNetwork([11, 16, 8, 1], new SeededSequence(1)).Shape);

    [Fact]
    public void Checksum_OfHandMadeWeights_IsSha256OfTheirBytes() =>
        // SHA-256 of 00 00 80 3f 00 00 00 c0: the weight 1 and the bias -2.
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])),
            WeightsChecksum.Of(new FeedForwardNetwork([new([1f], [-2f])])));

    private static FeedForwardNetwork RandomNetwork(int[] widths, SeededSequence chance)
    {
        var layers = ImmutableArray.CreateBuilder<DenseLayer>();
        for (var index = 1; index < widths.Length; index++)
        {
            layers.Add(new DenseLayer(Normals(widths[index - 1] * widths[index]), Normals(widths[index])));
        }

        return new FeedForwardNetwork(layers.ToImmutable());

        float[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(0.3 * chance.NextNormal()))];
    }

    private static double[] PlainSums(FeedForwardNetwork network, float[] input)
    {
        double[] current = [.. input.Select(value => (double)value)];
        for (var index = 0; index < network.Layers.Length; index++)
        {
            var layer = network.Layers[index];
            var isLast = index == network.Layers.Length - 1;
            var next = new double[layer.OutputCount];
            for (var output = 0; output < next.Length; output++)
            {
                double sum = layer.Bias[output];
                for (var place = 0; place < current.Length; place++)
                {
                    sum += layer.Weights[(output * current.Length) + place] * current[place];
                }

                next[output] = isLast ? 1 / (1 + Math.Exp(-sum)) : sum > 0 ? sum : 0;
            }

            current = next;
        }

        return current;
    }
}
