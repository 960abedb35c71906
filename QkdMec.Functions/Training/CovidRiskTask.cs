using QkdMec.Functions.Library.CovidRisk;
using QkdMec.Functions.Networks;

namespace QkdMec.Functions.Training;

/// <summary>covid-risk on the open data of Mexico's health authority.</summary>
internal sealed class CovidRiskTask : ModelTask
{
    private const string FileName = "covid_mx_20200527.csv";
    private const double MostCrossings = 0.001;

    // In the order of the model's features.
    private static readonly string[] Columns =
    [
        "age", "male", "pregnant", "diabetes", "copd", "asthma", "immunosuppressed", "hypertension",
        "cardiovascular", "obesity", "renal_chronic", "smoker", "other_disease",
    ];

    public override ModelSchema Schema => CovidRiskModel.Schema;

    public override string Version => "1.0.0";

    public override string Provenance =>
        "Secretaria de Salud de Mexico, Direccion General de Epidemiologia: Informacion referente a casos COVID-19 en Mexico, "
        + "release of 2020-05-27 (Libre Uso MX), 51,689 laboratory-confirmed cases with 14 days of follow-up; split by SHA-256 of the row";

    public override IReadOnlyList<Floor> Floors =>
    [
        new() { Output = "severe", AreaUnderCurve = 0.767, BrierScore = 0.192 },
        new() { Output = "died", AreaUnderCurve = 0.787, BrierScore = 0.104 },
    ];

    public override SplitDataSet Load(string dataDirectory)
    {
        var table = CsvTable.Read(Path.Combine(dataDirectory, FileName));
        var columns = Columns.Select(table.Numbers).ToArray();
        var (severe, died) = (table.Numbers("severe"), table.Numbers("died"));
        var rows = Enumerable.Range(0, table.RowCount).ToArray();
        var all = new DataSet(
            [.. rows.Select(row => columns.Select(column => column[row]).ToArray())],
            [.. rows.Select(row => new[] { severe[row], died[row] })]);
        return SplitDataSet.ByHash(all, "covid", table.Numbers("split"));
    }

    public override IEnumerable<string> FurtherMisses(float[][] predictions)
    {
        var crossings = predictions.Count(prediction => prediction[1] > prediction[0]) / (double)predictions.Length;
        return crossings < MostCrossings ? [] : [$"died is above severe on {crossings:P2} of the rows, not below {MostCrossings:P1}"];
    }
}
