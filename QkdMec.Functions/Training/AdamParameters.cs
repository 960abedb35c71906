namespace QkdMec.Functions.Training;

/// <summary>Values that Adam (Kingma and Ba 2015) moves, with their gradients and moments.</summary>
internal sealed class AdamParameters(int count)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] firstMoments = new double[count];
    private readonly double[] secondMoments = new double[count];

    public double[] Values { get; } = new double[count];

    /// <summary>The sum of the gradients over the rows of the batch.</summary>
    public double[] Gradients { get; } = new double[count];

    /// <summary>Makes one step and clears the gradients.</summary>
    /// <param name="step">Number of this step, counted from 1.</param>
    /// <param name="rows">Rows in the batch.</param>
    /// <param name="learningRate">Size of the step.</param>
    /// <param name="penalty">Weight of half the squared values in the loss.</param>
    public void Step(int step, int rows, double learningRate, double penalty)
    {
        var firstCorrection = 1 - Math.Pow(FirstDecay, step);
        var secondCorrection = 1 - Math.Pow(SecondDecay, step);
        for (var index = 0; index < Values.Length; index++)
        {
            var gradient = (Gradients[index] / rows) + (penalty * Values[index]);
            firstMoments[index] = (FirstDecay * firstMoments[index]) + ((1 - FirstDecay) * gradient);
            secondMoments[index] = (SecondDecay * secondMoments[index]) + ((1 - SecondDecay) * gradient * gradient);
            var first = firstMoments[index] / firstCorrection;
            var second = secondMoments[index] / secondCorrection;
            Values[index] -= learningRate * first / (Math.Sqrt(second) + Epsilon);
            Gradients[index] = 0;
        }
    }
}
