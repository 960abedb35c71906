namespace Orleans.Runtime;

/// <summary>Marks the constructor parameter that receives a state.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name of the state within its grain.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The name of the storage provider; null is the default one.</summary>
    public string? StorageName { get; } = storageName;
}
