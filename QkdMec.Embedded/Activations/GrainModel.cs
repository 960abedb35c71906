using System.Collections.Frozen;
using System.Reflection;
using Orleans;
using Orleans.Runtime;
using QkdMec.Embedded.Calls;

namespace QkdMec.Embedded.Activations;

/// <summary>The grain classes, interfaces and messages a cluster knows.</summary>
internal sealed class GrainModel
{
    private readonly FrozenDictionary<Type, GrainClass> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byName;
    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;
    private readonly FrozenDictionary<(string, string), GrainMethod> _methodsByName;

    public GrainModel(GrainClusterOptions options)
    {
        var types = options.Assemblies.SelectMany(assembly => assembly.GetTypes()).Concat(options.Types).Distinct().ToList();
        var messages = types.Where(MessageTypes.IsMessage).ToList();
        var classes = types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type)).ToList();
        var interfaces = classes.SelectMany(InterfacesOf).Distinct().ToList();

        Codec = new MessageCodec(messages.DistinctBy(MessageTypes.NameOf).ToDictionary(MessageTypes.NameOf));
        var check = new ContractCheck();
        check.CheckAll(messages, interfaces, classes);
        if (check.Faults.Count > 0)
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, check.Faults));

        var made = classes.Select(type => new GrainClass(type)).ToList();
        _byName = made.ToFrozenDictionary(grainClass => grainClass.Name);
        _byInterface = made.SelectMany(grainClass => InterfacesOf(grainClass.Type), KeyValuePair.Create)
            .GroupBy(pair => pair.Value, pair => pair.Key)
            .Where(group => group.Count() == 1)
            .ToFrozenDictionary(group => group.Key, group => group.Single());
        _methods = interfaces.SelectMany(type => type.GetMethods()).ToFrozenDictionary(method => method, GrainMethod.For);
        _methodsByName = _methods.Values.ToFrozenDictionary(method => (method.InterfaceName, method.Name));
    }

    public MessageCodec Codec { get; }

    public static IEnumerable<Type> InterfacesOf(Type grainClass) =>
        grainClass.GetInterfaces().Where(type => typeof(IGrain).IsAssignableFrom(type) && type.Assembly != typeof(IGrain).Assembly);

    public GrainClass ClassOf(Type grainInterface) => _byInterface.TryGetValue(grainInterface, out var found)
        ? found
        : throw new ArgumentException($"No grain class of this cluster, or more than one, has the interface {grainInterface}.");

    public GrainClass ClassNamed(string name) => _byName[name];

    public GrainMethod MethodOf(MethodInfo method) => _methods[method];

    public GrainMethod MethodNamed(string interfaceName, string name) => _methodsByName[(interfaceName, name)];
}
