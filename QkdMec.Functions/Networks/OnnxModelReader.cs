using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using QkdMec.Functions.Networks.Onnx;

namespace QkdMec.Functions.Networks;

/// <summary>Reads a model file and refuses it where it differs from what the function expects.</summary>
internal static class OnnxModelReader
{
    /// <summary>Reads a model that is embedded in this assembly.</summary>
    /// <param name="schema">What the function expects.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelRefusedException">The file is missing or differs.</exception>
    public static TrainedModel ReadEmbedded(ModelSchema schema)
    {
        using var stream = typeof(OnnxModelReader).Assembly.GetManifestResourceStream(schema.FileName)
            ?? throw new ModelRefusedException(schema.FileName, "it is not embedded in the assembly");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.ToArray(), schema);
    }

    /// <summary>Reads a model.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="schema">What the function expects.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ModelRefusedException">The file differs.</exception>
    public static TrainedModel Read(ReadOnlySpan<byte> content, ModelSchema schema)
    {
        var file = Parse(content, schema);
        CheckHeader(file, schema);
        var metadata = new ModelMetadata(file.MetadataProps, schema.FileName);
        metadata.Require(ModelMetadataKeys.Model, schema.Name);
        metadata.Require(ModelMetadataKeys.Features, string.Join(',', schema.Features));
        metadata.Require(ModelMetadataKeys.Outputs, string.Join(',', schema.Outputs));
        var network = new OnnxGraphReader(file.Graph, schema).Read();
        metadata.Require(ModelMetadataKeys.WeightsSha256, WeightsChecksum.Of(network));
        return new TrainedModel(schema, ReadFacts(metadata, schema), network);
    }

    private static ModelProto Parse(ReadOnlySpan<byte> content, ModelSchema schema)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(content);
        }
        catch (InvalidProtocolBufferException)
        {
            throw new ModelRefusedException(schema.FileName, "it is no ONNX file");
        }
    }

    private static void CheckHeader(ModelProto file, ModelSchema schema)
    {
        if (file.IrVersion != OnnxModelWriter.IrVersion)
        {
            throw new ModelRefusedException(schema.FileName, $"its IR version is {file.IrVersion}, not {OnnxModelWriter.IrVersion}");
        }

        if (file.OpsetImport is not [{ Domain: "", Version: OnnxModelWriter.OperatorSetVersion }])
        {
            throw new ModelRefusedException(schema.FileName, $"it does not use the standard operator set {OnnxModelWriter.OperatorSetVersion} alone");
        }

        if (file.Graph is null)
        {
            throw new ModelRefusedException(schema.FileName, "it holds no graph");
        }
    }

    private static ModelFacts ReadFacts(ModelMetadata metadata, ModelSchema schema) => new()
    {
        Version = metadata.Get(ModelMetadataKeys.Version),
        Provenance = metadata.Get(ModelMetadataKeys.Provenance),
        HeldOut = metadata.Get(ModelMetadataKeys.HeldOut),
        FeatureMinima = ReadNumbers(metadata, ModelMetadataKeys.FeatureMinima, schema),
        FeatureMaxima = ReadNumbers(metadata, ModelMetadataKeys.FeatureMaxima, schema),
    };

    private static ImmutableArray<float> ReadNumbers(ModelMetadata metadata, string key, ModelSchema schema)
    {
        var texts = metadata.Get(key).Split(',');
        var numbers = ImmutableArray.CreateBuilder<float>(texts.Length);
        foreach (var text in texts)
        {
            if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !float.IsFinite(number))
            {
                throw new ModelRefusedException(schema.FileName, $"its metadata {key} is no list of numbers");
            }

            numbers.Add(number);
        }

        return numbers.Count == schema.Features.Length
            ? numbers.MoveToImmutable()
            : throw new ModelRefusedException(schema.FileName, $"its metadata {key} has {numbers.Count} numbers for {schema.Features.Length} features");
    }
}
