using System.Globalization;
using Google.Protobuf;
using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Functions.Networks;

/// <summary>Writes a model as an ONNX file: a chain of Gemm and Relu that ends in Sigmoid.</summary>
internal static class OnnxModelWriter
{
    /// <summary>IR version of ONNX 1.10 to 1.12, which every current reader takes.</summary>
    public const int IrVersion = 8;

    /// <summary>Version of the operator set; Gemm, Relu and Sigmoid have not changed their meaning since.</summary>
    public const int OperatorSetVersion = 13;

    public static byte[] Write(TrainedModel model)
    {
        var file = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "QkdMec.Functions",
            ProducerVersion = model.Facts.Version,
            DocString = model.Facts.Provenance,
            Graph = WriteGraph(model),
        };
        file.OpsetImport.Add(new OperatorSetIdProto { Version = OperatorSetVersion });
        file.MetadataProps.AddRange(WriteMetadata(model));
        return file.ToByteArray();
    }

    private static GraphProto WriteGraph(TrainedModel model)
    {
        var graph = new GraphProto { Name = model.Schema.Name };
        graph.Input.Add(WriteValue("features", model.Network.InputCount));
        var current = "features";
        for (var index = 0; index < model.Network.Layers.Length; index++)
        {
            var isLast = index == model.Network.Layers.Length - 1;
            current = WriteLayer(graph, model.Network.Layers[index], current, (Number: index + 1, isLast));
        }

        graph.Output.Add(WriteValue(current, model.Network.OutputCount));
        return graph;
    }

    private static string WriteLayer(GraphProto graph, DenseLayer layer, string input, (int Number, bool IsLast) place)
    {
        var (weights, bias, sum) = ($"weights{place.Number}", $"bias{place.Number}", $"sum{place.Number}");
        var output = place.IsLast ? "probabilities" : $"hidden{place.Number}";
        graph.Initializer.Add(WriteTensor(weights, layer.Weights, layer.OutputCount, layer.InputCount));
        graph.Initializer.Add(WriteTensor(bias, layer.Bias, layer.OutputCount));
        var gemm = new NodeProto { OpType = "Gemm", Name = $"gemm{place.Number}", Input = { input, weights, bias }, Output = { sum } };
        gemm.Attribute.Add(new AttributeProto { Name = "transB", I = 1, Type = AttributeProto.Types.AttributeType.Int });
        var operation = place.IsLast ? "Sigmoid" : "Relu";
        graph.Node.Add(gemm);
        graph.Node.Add(new NodeProto { OpType = operation, Name = $"{operation.ToLowerInvariant()}{place.Number}", Input = { sum }, Output = { output } });
        return output;
    }

    private static TensorProto WriteTensor(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            RawData = ByteString.CopyFrom(WeightsChecksum.ToBytes(values)),
        };
        tensor.Dims.AddRange(dimensions.ToArray());
        return tensor;
    }

    private static ValueInfoProto WriteValue(string name, int width)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "batch" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = width });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static IEnumerable<StringStringEntryProto> WriteMetadata(TrainedModel model) =>
    [
        new() { Key = ModelMetadataKeys.Model, Value = model.Schema.Name },
        new() { Key = ModelMetadataKeys.Version, Value = model.Facts.Version },
        new() { Key = ModelMetadataKeys.Features, Value = string.Join(',', model.Schema.Features) },
        new() { Key = ModelMetadataKeys.Outputs, Value = string.Join(',', model.Schema.Outputs) },
        new() { Key = ModelMetadataKeys.FeatureMinima, Value = WriteNumbers(model.Facts.FeatureMinima) },
        new() { Key = ModelMetadataKeys.FeatureMaxima, Value = WriteNumbers(model.Facts.FeatureMaxima) },
        new() { Key = ModelMetadataKeys.Provenance, Value = model.Facts.Provenance },
        new() { Key = ModelMetadataKeys.HeldOut, Value = model.Facts.HeldOut },
        new() { Key = ModelMetadataKeys.WeightsSha256, Value = model.WeightsSha256 },
    ];

    private static string WriteNumbers(IEnumerable<float> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
