namespace QkdMec.Functions.Training;

/// <summary>How a network is trained. The defaults are those of the published models.</summary>
internal sealed record TrainingOptions
{
    /// <summary>Where weights and order start; the same seed gives the same network.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Step of Adam.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Rows per step.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Weight of half the squared weights in the loss; keeps small data sets from being learnt by heart.</summary>
    public double SquaredWeightPenalty { get; init; } = 1e-4;

    /// <summary>How many seeds are tried, from <see cref="Seed"/> on; the network with the lowest validation loss is kept.</summary>
    public int Trials { get; init; } = 1;

    /// <summary>Training ends after so many epochs without a better validation loss.</summary>
    public int PatienceEpochs { get; init; } = 10;

    /// <summary>Training ends after so many epochs in any case.</summary>
    public int MaximumEpochs { get; init; } = 100;
}
