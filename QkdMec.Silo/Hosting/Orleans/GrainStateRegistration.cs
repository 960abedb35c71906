namespace QkdMec.Silo.Hosting;

/// <summary>Where an Orleans silo keeps grain state.</summary>
internal static class GrainStateRegistration
{
    /// <summary>Keeps it in a PostgreSQL database prepared by <see cref="StateDatabase"/>, or in memory where no connection string is given.</summary>
    public static void AddGrainState(this ISiloBuilder silo, string? connectionString)
    {
        if (connectionString is null)
        {
            silo.AddMemoryGrainStorageAsDefault();
            return;
        }

        silo.AddAdoNetGrainStorageAsDefault(storage =>
        {
            storage.Invariant = "Npgsql";
            storage.ConnectionString = connectionString;
            storage.GrainStorageSerializer = new StateJsonSerializer();
            storage.DeleteStateOnClear = true;
        });
    }
}
