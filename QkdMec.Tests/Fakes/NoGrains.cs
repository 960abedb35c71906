namespace QkdMec.Tests.Fakes;

/// <summary>A grain factory of a system without grains.</summary>
internal sealed class NoGrains : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        throw new InvalidOperationException($"no grain was expected to be called, but {typeof(TGrainInterface).Name} '{primaryKey}' was");
}
