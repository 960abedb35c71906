using Google.Protobuf;
using QkdMec.Functions.Library.CardioRisk;
using QkdMec.Functions.Library.CovidRisk;
using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;
using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Is a model file read as it was written, and refused when anything in it differs?</summary>
public sealed class OnnxModelTests
{
    private static readonly ModelSchema Schema = CardioRiskModel.Schema;

    /// <summary>What is changed in the file of cardio-risk, and what the refusal says.</summary>
    private static readonly (string Change, Action<ModelProto> Make, string Reason)[] Changes =
    [
        ("IR version", file => file.IrVersion = 3, "its IR version is 3, not 8"),
        ("operator set", file => file.OpsetImport[0].Version = 6, "it does not use the standard operator set 13 alone"),
        ("foreign operators", file => file.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example" }), "operator set 13 alone"),
        ("no graph", file => file.Graph = null, "it holds no graph"),
        ("model", file => Set(file, ModelMetadataKeys.Model, "covid-risk"), "qkdmec.model is 'covid-risk', not 'cardio-risk'"),
        ("features", file => Set(file, ModelMetadataKeys.Features, "age_days,male"), "qkdmec.features is 'age_days,male', not 'age_years,male,"),
        ("outputs", file => Set(file, ModelMetadataKeys.Outputs, "healthy"), "qkdmec.outputs is 'healthy', not 'cardiovascular_disease'"),
        ("checksum", file => Set(file, ModelMetadataKeys.WeightsSha256, new string('0', 64)), "qkdmec.weights_sha256 is '0000"),
        ("provenance", file => Set(file, ModelMetadataKeys.Provenance, string.Empty), "its metadata lacks qkdmec.provenance"),
        ("version", file => file.MetadataProps.RemoveAt(1), "its metadata lacks qkdmec.version"),
        ("minima", file => Set(file, ModelMetadataKeys.FeatureMinima, "1,2"), "qkdmec.feature_minima has 2 numbers for 11 features"),
        ("maxima", file => Set(file, ModelMetadataKeys.FeatureMaxima, "high"), "qkdmec.feature_maxima is no list of numbers"),
        ("metadata twice", file => file.MetadataProps.Add(file.MetadataProps[0].Clone()), "its metadata names qkdmec.model twice"),
        ("operator", file => file.Graph.Node[1].OpType = "Tanh", "operator relu1 is Tanh, not Relu"),
        ("operator's domain", file => file.Graph.Node[1].Domain = "x.", "operator relu1 is x.Relu, not Relu"),
        ("last operator", file => file.Graph.Node[5].OpType = "Relu", "operator sigmoid3 is Relu, not Sigmoid"),
        ("operator's inputs", file => file.Graph.Node[0].Input.RemoveAt(2), "operator gemm1 has 2 inputs, not 3"),
        ("operator's outputs", file => file.Graph.Node[0].Output.Add("more"), "operator gemm1 has 2 outputs, not 1"),
        ("operators", file => file.Graph.Node.RemoveAt(5), "it has 5 operators, not 6"),
        ("order", file => file.Graph.Node[2].Input[0] = "features", "operator gemm2 reads features, not hidden1"),
        ("activation's input", file => file.Graph.Node[3].Input[0] = "sum1", "operator relu2 reads sum1, not sum2"),
        ("activation's attribute", file => file.Graph.Node[1].Attribute.Add(new AttributeProto { Name = "a" }), "operator relu1 has attributes"),
        ("transposition", file => file.Graph.Node[0].Attribute.Clear(), "operator gemm1 does not transpose its weights"),
        ("scale", file => file.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "alpha", F = 2 }), "operator gemm1 has an attribute alpha"),
        ("input's shape", file => file.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = 12, "features is not of shape batch by 11"),
        ("output's type", file => file.Graph.Output[0].Type.TensorType.ElemType = 11, "probabilities is not of single precision"),
        ("output's name", file => file.Graph.Output[0].Name = "risk", "its output is risk, but the last operator gives probabilities"),
        ("two inputs", file => file.Graph.Input.Add(file.Graph.Input[0].Clone()), "it has not exactly one input and one output"),
        ("tensor missing", file => file.Graph.Initializer[1].Name = "bias", "it lacks the tensor bias1"),
        ("tensor twice", file => file.Graph.Initializer[1].Name = "weights1", "it has two tensors weights1"),
        ("tensors", file => file.Graph.Initializer.Add(new TensorProto { Name = "more" }), "it has 7 tensors, not 6"),
        ("tensor's shape", file => file.Graph.Initializer[0].Dims[0] = 8, "its tensor weights1 has the shape 8x11, not 16x11"),
        ("tensor's type", file => file.Graph.Initializer[0].DataType = 10, "its tensor weights1 is not of single precision in the file itself"),
        ("tensor elsewhere", file => file.Graph.Initializer[0].DataLocation = TensorProto.Types.DataLocation.External, "in the file itself"),
        ("tensor's size", file => file.Graph.Initializer[1].RawData = ByteString.CopyFrom(1, 2, 3), "does not hold 16 values as raw data"),
        ("not a number", file => file.Graph.Initializer[5].RawData = ByteString.CopyFrom(0, 0, 0xc0, 0x7f), "bias3 holds a value that is no finite number"),
        ("a weight", file => file.Graph.Initializer[5].RawData = ByteString.CopyFrom(0, 0, 0, 0), "qkdmec.weights_sha256 is '"),
    ];

    /// <summary>The changes by name.</summary>
    public static TheoryData<string> ChangeNames => [.. Changes.Select(change => change.Change)];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public void Read_WhenAnythingDiffers_IsRefusedWithTheReason(string change)
    {
        var (_, make, reason) = Changes.Single(each => each.Change == change);
        var file = ModelProto.Parser.ParseFrom(OnnxModelWriter.Write(OnnxModelReader.ReadEmbedded(Schema)));
        make(file);

        var exception = Assert.Throws<ModelRefusedException>(() => OnnxModelReader.Read(file.ToByteArray(), Schema));

        Assert.StartsWith("Model file cardio-risk.onnx is refused: ", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.Reason.Contains(reason, StringComparison.Ordinal), $"{change}: {exception.Reason}");
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 0x3a, 0x7f, 0x01 })]
    public void Read_WhenBytesAreNoModel_IsRefused(byte[] content) =>
        Assert.Equal("it is no ONNX file", Assert.Throws<ModelRefusedException>(() => OnnxModelReader.Read(content, Schema)).Reason);

    [Fact]
    public void ReadEmbedded_WhenFileIsNotThere_IsRefused() => Assert.Equal(
        "Model file no-such-model.onnx is refused: it is not embedded in the assembly.",
        Assert.Throws<ModelRefusedException>(() => OnnxModelReader.ReadEmbedded(Schema with { Name = "no-such-model" })).Message);

    [Fact]
    public void Read_WhenWidthsAreOthers_IsRefused() => Assert.Contains(
        "its tensor weights1 has the shape 16x11, not 8x11",
        Assert.Throws<ModelRefusedException>(
            () => OnnxModelReader.Read(OnnxModelWriter.Write(OnnxModelReader.ReadEmbedded(Schema)), Schema with { Widths = [11, 8, 8, 1] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Embedded_AreSmallAndReadBackAsWritten()
    {
        foreach (var schema in new[] { CardioRiskModel.Schema, CovidRiskModel.Schema, EcgMonitorModel.Schema })
        {
            var model = OnnxModelReader.ReadEmbedded(schema);
            var written = OnnxModelWriter.Write(model);
            var again = OnnxModelReader.Read(written, schema);

            Assert.Equal(schema.Widths, model.Network.Widths);
            Assert.InRange(written.Length, 1_000, 20_000);
            Assert.Equal(model.WeightsSha256, again.WeightsSha256);
            Assert.Equal(model.Facts.Provenance, again.Facts.Provenance);
            Assert.Equal(model.Facts.FeatureMaxima, again.Facts.FeatureMaxima);
        }
    }

    private static void Set(ModelProto file, string key, string value) => file.MetadataProps.Single(entry => entry.Key == key).Value = value;
}
