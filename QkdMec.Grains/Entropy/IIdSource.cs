namespace QkdMec.Grains.Entropy;

/// <summary>Where fresh identifiers come from: random ones, or a seed's in a simulation.</summary>
public interface IIdSource
{
    /// <summary>A fresh identifier of 128 bits.</summary>
    Guid NewId();
}
