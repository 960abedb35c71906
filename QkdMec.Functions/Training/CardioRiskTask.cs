using QkdMec.Functions.Library.CardioRisk;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>cardio-risk on the cardiovascular disease data set.</summary>
internal sealed class CardioRiskTask : ModelTask
{
    private const string FileName = "cardio_train_clean.csv";
    private const double DaysPerYear = 365.25;

    // In the order of the model's features, after the age.
    private static readonly string[] Columns =
        ["male", "height_cm", "weight_kg", "ap_hi", "ap_lo", "cholesterol", "gluc", "smoke", "alco", "active"];

    public override ModelSchema Schema => CardioRiskModel.Schema;

    public override string Version => "1.0.0";

    public override string Provenance =>
        "Cardiovascular Disease dataset (S. Ulianova, Kaggle; collecting body and licence not stated at the source), "
        + "68,598 of 70,000 examinations after removal of impossible measures; split by SHA-256 of the row";

    public override IReadOnlyList<Floor> Floors =>
        [new() { Output = "cardiovascular_disease", AreaUnderCurve = 0.798, BrierScore = 0.183, CalibrationError = 0.025 }];

    public override SplitDataSet Load(string dataDirectory)
    {
        var table = CsvTable.Read(Path.Combine(dataDirectory, FileName));
        var ages = table.Numbers("age_days");
        var columns = Columns.Select(table.Numbers).ToArray();
        var labels = table.Numbers("cardio");
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var all = new DataSet(
            [.. rows.Select(row => columns.Select(column => column[row]).Prepend((float)(ages[row] / DaysPerYear)).ToArray())],
            [.. rows.Select(row => new[] { labels[row] })]);
        return SplitDataSet.ByHash(all, "cardio", table.Numbers("split"));
    }
}
