namespace Orleans;

/// <summary>A reference that can be called. As in Orleans.</summary>
public interface IAddressable;

/// <summary>A grain interface. As in Orleans.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain whose key is a string. As in Orleans.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>What extension methods on grains take. As in Orleans.</summary>
public interface IGrainBase
{
    /// <summary>The activation this grain object runs in.</summary>
    Runtime.IGrainContext GrainContext { get; }
}

/// <summary>Makes references to grains. As in Orleans.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of interface <typeparamref name="TGrainInterface"/> with this key.</summary>
    /// <exception cref="ArgumentException">The key is null or empty.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;
}
