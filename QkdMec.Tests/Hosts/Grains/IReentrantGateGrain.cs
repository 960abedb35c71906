namespace QkdMec.Tests.Hosts.Grains;

/// <summary>On a reentrant grain.</summary>
[Alias("tests.IReentrantGateGrain")]
public interface IReentrantGateGrain : IGate;
