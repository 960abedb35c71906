using System.Reflection;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>A reference to a grain: turns method calls into messages. Two references to one grain are equal.</summary>
internal class GrainReferenceProxy : DispatchProxy, IAddressable
{
    private CallEndpoint? _source;

    public GrainAddress Address { get; private set; }

    public static object Create(Type grainInterface, GrainAddress address, CallEndpoint source)
    {
        var reference = (GrainReferenceProxy)Create(grainInterface, typeof(GrainReferenceProxy));
        (reference._source, reference.Address) = (source, address);
        return reference;
    }

    public override bool Equals(object? other) => other is GrainReferenceProxy reference && reference.Address == Address;

    public override int GetHashCode() => Address.GetHashCode();

    public override string ToString() => Address.ToString();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _source!.Cluster.Router.Send(_source, Address, targetMethod!, args!);
}
