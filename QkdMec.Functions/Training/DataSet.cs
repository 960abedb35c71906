namespace QkdMec.Functions.Training;

/// <summary>Rows of features in raw units and of labels, each 0 or 1.</summary>
/// <param name="Features">One array per row.</param>
/// <param name="Labels">One array per row.</param>
internal sealed record DataSet(float[][] Features, float[][] Labels)
{
    /// <summary>How many rows of the source each row stands for, where some were left out by chance; one by default.</summary>
    public float[] Weights { get; init; } = [.. Enumerable.Repeat(1f, Features.Length)];

    public int Count => Features.Length;

    public DataSet Where(Func<int, bool> isChosen)
    {
        var rows = Enumerable.Range(0, Count).Where(isChosen).ToArray();
        return new DataSet([.. rows.Select(row => Features[row])], [.. rows.Select(row => Labels[row])])
        {
            Weights = [.. rows.Select(row => Weights[row])],
        };
    }
}

/// <summary>A data set in its three parts.</summary>
/// <param name="Train">The weights are fitted to it.</param>
/// <param name="Validation">It decides when training stops.</param>
/// <param name="Test">It is looked at once, for the figures.</param>
internal sealed record SplitDataSet(DataSet Train, DataSet Validation, DataSet Test)
{
    /// <summary>Splits by the rule and checks that the file's own column says the same.</summary>
    /// <param name="all">All rows.</param>
    /// <param name="key">The key of the file.</param>
    /// <param name="declared">The file's column.</param>
    /// <returns>The parts.</returns>
    public static SplitDataSet ByHash(DataSet all, string key, float[] declared)
    {
        var parts = Enumerable.Range(0, all.Count).Select(row => DataParts.Of(key, row)).ToArray();
        for (var row = 0; row < parts.Length; row++)
        {
            if ((int)parts[row] != (int)declared[row])
            {
                throw new InvalidDataException($"Row {row} of {key} is declared part {declared[row]}, but the rule says {parts[row]}.");
            }
        }

        return new SplitDataSet(Part(DataPart.Train), Part(DataPart.Validation), Part(DataPart.Test));

        DataSet Part(DataPart part) => all.Where(row => parts[row] == part);
    }
}
