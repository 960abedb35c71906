using System.Reflection;
using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>
/// Orleans hands a storage provider the name of a state and the key of its grain, and its ADO.NET provider keeps states by these alone: two grain
/// classes that shared both would overwrite one another.
/// </summary>
public sealed class StateNameTests
{
    /// <summary>Both ends of a key pool: the arrow in the key tells them apart.</summary>
    private static readonly string[] DistinctByKey = ["pool"];

    [Fact]
    public void StateNames_AreOneGrainClassAlone() => Rule.Holds("Give each grain class's state a name of its own", SharedNames(StatesOf(typeof(SiteId).Assembly)));

    [Fact]
    public void SharedNames_WhenTwoClassesUseOne_ReportsIt() =>
        Assert.Single(SharedNames([("state", typeof(string)), ("state", typeof(object)), ("other", typeof(object)), ("pool", typeof(object)), ("pool", typeof(string))]));

    private static IEnumerable<string> SharedNames(IEnumerable<(string Name, Type Grain)> states) =>
        from state in states.Distinct()
        group state.Grain.Name by state.Name into sharing
        where sharing.Count() > 1 && !DistinctByKey.Contains(sharing.Key)
        select $"'{sharing.Key}' of {string.Join(", ", sharing)}";

    private static IEnumerable<(string Name, Type Grain)> StatesOf(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract
        from constructor in type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        from parameter in constructor.GetParameters()
        let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where attribute is not null
        select (attribute.StateName, type);
}
