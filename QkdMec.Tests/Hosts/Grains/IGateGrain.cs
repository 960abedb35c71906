namespace QkdMec.Tests.Hosts.Grains;

/// <summary>On an ordinary grain.</summary>
[Alias("tests.IGateGrain")]
public interface IGateGrain : IGate;
