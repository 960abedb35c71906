using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>The folder of the training data, which is no part of the repository.</summary>
internal static class TrainingData
{
    private const string Variable = "QKDMEC_DATA";

    /// <summary>The folder; skips the test, visibly, where there is none.</summary>
    public static string Folder
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(Repository.Root, "..", "shared", "data");
            Assert.SkipUnless(
                File.Exists(Path.Combine(folder, "SHA256SUMS")),
                $"The training data is not here: set {Variable} to its folder (docs/functions.md says where it comes from).");
            return folder;
        }
    }
}
