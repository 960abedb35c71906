namespace QkdMec.Functions.Networks;

/// <summary>A model file is not what the function expects; the host must not start with it.</summary>
/// <param name="fileName">The file.</param>
/// <param name="reason">What differs.</param>
internal sealed class ModelRefusedException(string fileName, string reason) : Exception($"Model file {fileName} is refused: {reason}.")
{
    /// <summary>What differs.</summary>
    public string Reason { get; } = reason;
}
