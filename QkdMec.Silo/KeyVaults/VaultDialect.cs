using System.Data.Common;

namespace QkdMec.Silo.KeyVaults;

/// <summary>In what the databases that can hold a vault differ.</summary>
internal abstract class VaultDialect
{
    /// <summary>The database in messages; no credentials.</summary>
    public abstract string Name { get; }

    /// <summary>How long work may wait for its turn before it fails: later nobody waits for it any more.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(1.5);

    /// <summary>Whether work that failed together is tried again one by one, so that only the culprit fails.</summary>
    public virtual bool TriesOneByOne => true;

    /// <summary>Whether an opening failed only because others had the vault for longer than a key may wait: nothing is lost by trying again.</summary>
    public virtual bool IsBusy(Exception fault) => false;

    /// <summary>Opens a connection for good; nobody else uses it.</summary>
    public abstract DbConnection Connect();

    /// <summary>A statement in the database's own words.</summary>
    public virtual string Translate(string sql) => sql;

    /// <summary>Makes what the tables stand in, when a vault is opened; within a transaction that has the vault's lock from here on.</summary>
    public virtual void Prepare(VaultSession session) => Lock(session);

    /// <summary>Keeps the other processes that write into the vault waiting until the transaction ends.</summary>
    public virtual void Lock(VaultSession session)
    {
    }

    /// <summary>Runs after a transaction that destroyed a block, to clear what the database still holds of it.</summary>
    public virtual void Clear(DbConnection connection)
    {
    }
}
