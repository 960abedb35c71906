using System.Collections.Immutable;

namespace QkdMec.Functions.Networks;

/// <summary>What a function expects of its model file; a file that differs is refused.</summary>
/// <param name="Name">Name of the model, and of its file.</param>
/// <param name="Widths">Number of inputs, of the units of each hidden layer, and of outputs.</param>
/// <param name="Features">Names of the inputs with their units, in order.</param>
/// <param name="Outputs">Names of the outputs, in order.</param>
internal sealed record ModelSchema(string Name, ImmutableArray<int> Widths, ImmutableArray<string> Features, ImmutableArray<string> Outputs)
{
    /// <summary>The name of the file, which is also the name of the embedded resource.</summary>
    public string FileName => Name + ".onnx";
}
