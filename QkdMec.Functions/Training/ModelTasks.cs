namespace QkdMec.Functions.Training;

/// <summary>All models that can be trained.</summary>
internal static class ModelTasks
{
    public static IReadOnlyList<ModelTask> All { get; } = [new CardioRiskTask(), new CovidRiskTask(), new EcgMonitorTask()];
}
