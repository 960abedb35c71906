using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>ecg-monitor on the MIT-BIH Arrhythmia Database, split by patient.</summary>
internal sealed class EcgMonitorTask : ModelTask
{
    private const string TrainingFileName = "mitbih_beats_ds1.csv";
    private const string TestFileName = "mitbih_beats_ds2.csv";
    private const float MillivoltsPerUnit = 0.01f;

    // The training file keeps four of five normal beats, chosen by chance, and every other beat.
    private const float BeatsPerNormalBeat = 1 / 0.8f;

    // Patients of the training file, set aside to decide when to stop.
    private static readonly HashSet<string> ValidationRecords = new(["114", "124", "207", "223"], StringComparer.Ordinal);

    public override ModelSchema Schema => EcgMonitorModel.Schema;

    public override string Version => "1.0.0";

    public override string Provenance =>
        "MIT-BIH Arrhythmia Database 1.0.0 (PhysioNet open access; Moody and Mark 2001, Goldberger et al. 2000), lead MLII, "
        + "trained on 22 patients (DS1 of de Chazal et al. 2004), tested on 22 others (DS2)";

    public override IReadOnlyList<Floor> Floors =>
        [new() { Output = "ventricular", AreaUnderCurve = 0.985, Sensitivity = 0.80, Precision = 0.85 }];

    /// <summary>
    /// A stronger penalty than the tabular models need, because beats of one patient are alike and patients are few; and several seeds, because the
    /// runs differ. Both are chosen by the validation patients; the test patients had no part in it.
    /// </summary>
    public override TrainingOptions Options { get; } = new() { SquaredWeightPenalty = 1e-3, Trials = 5 };

    public override SplitDataSet Load(string dataDirectory)
    {
        var (records, all) = Read(Path.Combine(dataDirectory, TrainingFileName), BeatsPerNormalBeat);
        var (_, test) = Read(Path.Combine(dataDirectory, TestFileName), normalWeight: 1);
        return new SplitDataSet(
            all.Where(row => !ValidationRecords.Contains(records[row])),
            all.Where(row => ValidationRecords.Contains(records[row])),
            test);
    }

    private static (string[] Records, DataSet Data) Read(string path, float normalWeight)
    {
        var table = CsvTable.Read(path);
        var waves = Enumerable.Range(0, BeatWindow.SampleCount).Select(index => table.Numbers($"w{index:00}")).ToArray();
        float[][] rhythms = [table.Numbers("rr_pre_ms"), table.Numbers("rr_post_ms"), table.Numbers("rr_mean10_ms"), table.Numbers("rr_med60_ms")];
        var labels = table.Texts("aami");
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        return (table.Texts("record"), new DataSet(
            [.. rows.Select(row => FeaturesOf(row, waves, rhythms))],
            [.. rows.Select(row => new[] { labels[row] == "V" ? 1f : 0f })])
        {
            Weights = [.. labels.Select(label => label == "N" ? normalWeight : 1f)],
        });
    }

    private static float[] FeaturesOf(int row, float[][] waves, float[][] rhythms)
    {
        var rhythm = new BeatRhythm(rhythms[0][row], rhythms[1][row], rhythms[2][row], rhythms[3][row]);
        var beat = new BeatWindow([.. waves.Select(wave => wave[row] * MillivoltsPerUnit)], rhythm);
        var features = new float[BeatFeatures.Count];
        BeatFeatures.Fill(beat, features);
        return features;
    }
}
