using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using QkdMec.Embedded.Storage;

namespace QkdMec.Embedded.Activations;

/// <summary>A grain class and how its objects are made.</summary>
internal sealed class GrainClass
{
    private const string Suffix = "Grain";

    private readonly ConstructorInvoker _constructor;
    private readonly Func<GrainActivation, object?>[] _arguments;
    private readonly GrainPlacementAttribute[] _placements;

    public GrainClass(Type type)
    {
        Type = type;
        Name = (type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name).ToLowerInvariant();
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), true);
        _placements = [.. type.GetCustomAttributes<GrainPlacementAttribute>(true)];
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .OrderByDescending(candidate => candidate.GetParameters().Length).First();
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(ArgumentFor)];
    }

    public Type Type { get; }

    public string Name { get; }

    public bool IsReentrant { get; }

    public bool Accepts(string key, GrainSilo silo) => _placements.All(placement => placement.Accepts(key, silo.Metadata));

    public IGrainBase Create(GrainActivation activation) =>
        (IGrainBase)_constructor.Invoke(_arguments.Select(argument => argument(activation)).ToArray().AsSpan());

    private static Func<GrainActivation, object?> ArgumentFor(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            var made = typeof(PersistentState<>).MakeGenericType(type.GetGenericArguments()[0]);
            return activation =>
            {
                var key = new StateKey(state.StateName, activation.Address.GrainType, activation.Address.Key);
                var instance = Activator.CreateInstance(made, activation, key, activation.Silo.StoreNamed(state.StorageName))!;
                activation.States.Add((ILoadedState)instance);
                return instance;
            };
        }

        if (type == typeof(IGrainContext))
            return activation => activation;

        return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? activation => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key)
            : activation => activation.ActivationServices.GetService(type)
                ?? (parameter.HasDefaultValue ? parameter.DefaultValue : activation.ActivationServices.GetRequiredService(type));
    }
}
