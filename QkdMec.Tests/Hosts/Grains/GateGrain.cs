namespace QkdMec.Tests.Hosts.Grains;

internal sealed class GateGrain : GateBase, IGateGrain;
