using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>What is needed to train one of the built-in models and to judge it.</summary>
internal abstract class ModelTask
{
    /// <summary>What the function expects of the model.</summary>
    public abstract ModelSchema Schema { get; }

    /// <summary>Version of the model that training makes; raise it when data, features or options change.</summary>
    public abstract string Version { get; }

    /// <summary>Where the data comes from, its terms and its split.</summary>
    public abstract string Provenance { get; }

    /// <summary>What each output must reach on the held-out part.</summary>
    public abstract IReadOnlyList<Floor> Floors { get; }

    /// <summary>How the network is trained.</summary>
    public virtual TrainingOptions Options { get; } = new();

    /// <summary>Reads the data.</summary>
    /// <param name="dataDirectory">The folder of the files.</param>
    /// <returns>The parts.</returns>
    public abstract SplitDataSet Load(string dataDirectory);

    /// <summary>Further figures that the model must reach, as sentences about what it misses.</summary>
    /// <param name="predictions">The network's outputs on the held-out part.</param>
    /// <returns>What is missed.</returns>
    public virtual IEnumerable<string> FurtherMisses(float[][] predictions) => [];
}
