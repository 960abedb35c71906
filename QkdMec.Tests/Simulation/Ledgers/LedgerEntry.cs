namespace QkdMec.Tests.Simulation.Ledgers;

[GenerateSerializer, Immutable, Alias("tests.LedgerEntry")]
public sealed record LedgerEntry([property: Id(0)] string Number, [property: Id(1)] long Amount);
