using System.Security.Cryptography;
using System.Text;

namespace QkdMec.Functions.Training;

/// <summary>What a row of a data set is used for.</summary>
internal enum DataPart
{
    /// <summary>The weights are fitted to it.</summary>
    Train = 0,

    /// <summary>It decides when training stops.</summary>
    Validation = 1,

    /// <summary>It is looked at once, for the figures.</summary>
    Test = 2,
}

/// <summary>The rule that assigns each row of a file to a part, independent of order and of any generator.</summary>
internal static class DataParts
{
    private const int TestBelow = 51;
    private const int ValidationBelow = 77;

    /// <summary>The part of a row: the first byte of SHA-256 over <c>key:row</c>, below 51 test, below 77 validation, else train.</summary>
    /// <param name="key">The key of the file.</param>
    /// <param name="row">The row, counted from 0 without the header.</param>
    /// <returns>The part.</returns>
    public static DataPart Of(string key, int row) => SHA256.HashData(Encoding.ASCII.GetBytes($"{key}:{row}"))[0] switch
    {
        < TestBelow => DataPart.Test,
        < ValidationBelow => DataPart.Validation,
        _ => DataPart.Train,
    };
}
