namespace QkdMec.Tests.Simulation.Ledgers;

public enum LedgerAnswer
{
    Added,
    Repeated,
    Refused,
}
