namespace Orleans.Concurrency;

/// <summary>Calls of this grain may interleave at awaits.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
