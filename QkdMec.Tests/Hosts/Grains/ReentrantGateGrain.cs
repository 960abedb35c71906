namespace QkdMec.Tests.Hosts.Grains;

[Reentrant]
internal sealed class ReentrantGateGrain : GateBase, IReentrantGateGrain;
