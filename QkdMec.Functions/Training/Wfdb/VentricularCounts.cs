namespace QkdMec.Functions.Training.Wfdb;

/// <summary>Beats by what the expert and what the network says.</summary>
/// <param name="Hits">Ventricular for both.</param>
/// <param name="Misses">Ventricular for the expert alone.</param>
/// <param name="FalseAlarms">Ventricular for the network alone.</param>
/// <param name="Rejections">Ventricular for neither.</param>
internal sealed record VentricularCounts(int Hits, int Misses, int FalseAlarms, int Rejections)
{
    public VentricularCounts Add(bool isVentricular, bool isCalled) => (isVentricular, isCalled) switch
    {
        (true, true) => this with { Hits = Hits + 1 },
        (true, false) => this with { Misses = Misses + 1 },
        (false, true) => this with { FalseAlarms = FalseAlarms + 1 },
        _ => this with { Rejections = Rejections + 1 },
    };

    public override string ToString() => $"{Hits} found, {Misses} missed, {FalseAlarms} false alarms among {Rejections + FalseAlarms} others";
}
