using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Functions.Networks;

/// <summary>The weights in a model file, by name.</summary>
internal sealed class OnnxTensors
{
    private readonly Dictionary<string, TensorProto> tensors = new(StringComparer.Ordinal);
    private readonly string fileName;

    public OnnxTensors(IEnumerable<TensorProto> initializers, string fileName)
    {
        this.fileName = fileName;
        foreach (var tensor in initializers)
        {
            if (!tensors.TryAdd(tensor.Name, tensor))
            {
                throw new ModelRefusedException(fileName, $"it has two tensors {tensor.Name}");
            }
        }
    }

    public float[] Read(string name, params ReadOnlySpan<long> dimensions)
    {
        if (!tensors.TryGetValue(name, out var tensor))
        {
            throw new ModelRefusedException(fileName, $"it lacks the tensor {name}");
        }

        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || tensor.DataLocation != TensorProto.Types.DataLocation.Default)
        {
            throw new ModelRefusedException(fileName, $"its tensor {name} is not of single precision in the file itself");
        }

        if (!tensor.Dims.ToArray().AsSpan().SequenceEqual(dimensions))
        {
            var expected = string.Join('x', dimensions.ToArray());
            throw new ModelRefusedException(fileName, $"its tensor {name} has the shape {string.Join('x', tensor.Dims)}, not {expected}");
        }

        return ReadValues(tensor);
    }

    private float[] ReadValues(TensorProto tensor)
    {
        var count = tensor.Dims.Aggregate(1L, (product, dimension) => product * dimension);
        if (tensor.FloatData.Count != 0 || tensor.RawData.Length != count * sizeof(float))
        {
            throw new ModelRefusedException(fileName, $"its tensor {tensor.Name} does not hold {count} values as raw data");
        }

        var values = WeightsChecksum.FromBytes(tensor.RawData.Span);
        return values.All(float.IsFinite)
            ? values
            : throw new ModelRefusedException(fileName, $"its tensor {tensor.Name} holds a value that is no finite number");
    }
}
