namespace QkdMec.Client.Databases;

/// <summary>The database of the cluster cannot be reached, or refuses. The message is one line.</summary>
/// <param name="innerException">What the database, or the way to it, said.</param>
public sealed class ClusterDatabaseException(Exception innerException)
    : Exception($"the PostgreSQL database for cluster and grain state cannot be used: {innerException.Message.ReplaceLineEndings(" ")}", innerException);
