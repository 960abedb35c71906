using System.Collections.Immutable;
using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Functions.Networks;

/// <summary>Reads the graph of a model file, which must be a chain of Gemm and Relu that ends in Sigmoid, and nothing else.</summary>
internal sealed class OnnxGraphReader(GraphProto graph, ModelSchema schema)
{
    private readonly OnnxTensors tensors = new(graph.Initializer, schema.FileName);

    public FeedForwardNetwork Read()
    {
        var layerCount = schema.Widths.Length - 1;
        Check(graph.Node.Count == 2 * layerCount, $"it has {graph.Node.Count} operators, not {2 * layerCount}");
        Check(graph.Initializer.Count == 2 * layerCount, $"it has {graph.Initializer.Count} tensors, not {2 * layerCount}");
        Check(graph.Input.Count == 1 && graph.Output.Count == 1, "it has not exactly one input and one output");
        CheckValue(graph.Input[0], schema.Widths[0]);
        CheckValue(graph.Output[0], schema.Widths[^1]);
        var current = graph.Input[0].Name;
        var layers = ImmutableArray.CreateBuilder<DenseLayer>(layerCount);
        for (var index = 0; index < layerCount; index++)
        {
            layers.Add(ReadLayer(index, current));
            current = ReadActivation(index, isLast: index == layerCount - 1);
        }

        Check(current == graph.Output[0].Name, $"its output is {graph.Output[0].Name}, but the last operator gives {current}");
        return new FeedForwardNetwork(layers.MoveToImmutable());
    }

    private DenseLayer ReadLayer(int index, string input)
    {
        var node = graph.Node[2 * index];
        CheckOperator(node, "Gemm", inputCount: 3);
        CheckAttributes(node);
        Check(node.Input[0] == input, $"operator {node.Name} reads {node.Input[0]}, not {input}");
        var (inputs, outputs) = (schema.Widths[index], schema.Widths[index + 1]);
        return new DenseLayer(tensors.Read(node.Input[1], outputs, inputs), tensors.Read(node.Input[2], outputs));
    }

    private string ReadActivation(int index, bool isLast)
    {
        var node = graph.Node[(2 * index) + 1];
        CheckOperator(node, isLast ? "Sigmoid" : "Relu", inputCount: 1);
        Check(node.Attribute.Count == 0, $"operator {node.Name} has attributes");
        var sum = graph.Node[2 * index].Output[0];
        Check(node.Input[0] == sum, $"operator {node.Name} reads {node.Input[0]}, not {sum}");
        return node.Output[0];
    }

    private void CheckOperator(NodeProto node, string operation, int inputCount)
    {
        Check(node.Domain.Length == 0 && node.OpType == operation, $"operator {node.Name} is {node.Domain}{node.OpType}, not {operation}");
        Check(node.Input.Count == inputCount, $"operator {node.Name} has {node.Input.Count} inputs, not {inputCount}");
        Check(node.Output.Count == 1, $"operator {node.Name} has {node.Output.Count} outputs, not 1");
    }

    private void CheckAttributes(NodeProto node)
    {
        // The defaults are alpha 1, beta 1, transA 0 and transB 0; only the last is not what the evaluation does.
        Check(node.Attribute.Any(attribute => attribute.Name == "transB"), $"operator {node.Name} does not transpose its weights");
        foreach (var attribute in node.Attribute)
        {
            var isKnown = attribute.Name switch
            {
                "transB" => attribute.I == 1,
                "transA" => attribute.I == 0,
                "alpha" or "beta" => attribute.F == 1f,
                _ => false,
            };
            Check(isKnown, $"operator {node.Name} has an attribute {attribute.Name} of a value that is not evaluated");
        }
    }

    private void CheckValue(ValueInfoProto value, int width)
    {
        var tensor = value.Type?.TensorType;
        Check(tensor?.ElemType == (int)TensorProto.Types.DataType.Float, $"{value.Name} is not of single precision");
        var dimensions = tensor?.Shape?.Dim;
        Check(dimensions?.Count == 2 && dimensions[1].DimValue == width, $"{value.Name} is not of shape batch by {width}");
    }

    private void Check(bool isRight, string reason)
    {
        if (!isRight)
        {
            throw new ModelRefusedException(schema.FileName, reason);
        }
    }
}
